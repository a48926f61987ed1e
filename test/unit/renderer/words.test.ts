import { describe, expect, it } from 'vitest';
import {
  contactWords,
  doingWords,
  entityWords,
  phaseStateWords,
  whyRunning,
} from '../../../renderer/words/en';
import {
  algorithmWords,
  sameWords,
  savedWords,
  testWords,
} from '../../../renderer/words/en-connect';
import { reviewWords } from '../../../renderer/words/en-findings';
import { presetWords, todoWords } from '../../../renderer/words/en-places';
import { countedEntities } from '../../../shared/appliance';
import { stageIds } from '../../../shared/connection-test';
import { practicePresets } from '../../../shared/contract';
import { type FailureCode, failureExit } from '../../../shared/failure';
import { findingIds } from '../../../shared/finding';
import {
  containerIds,
  fileVerdicts,
  type Inspection,
  inspectionFindingCodes,
} from '../../../shared/inspection';
import { phaseIds, stepIds } from '../../../shared/steps';
import { describeFailure } from '../../../shared/words/failures';
import { describeFinding } from '../../../shared/words/findings';
import {
  containerWords,
  keyAnswerWords,
  surenessWords,
  verdictWords,
} from '../../../shared/words/inspection';
import { findingWords } from '../../../shared/words/inspection-findings';
import { stageWords } from '../../../shared/words/stages';
import { hostWords, standingWords } from '../../../shared/words/standings';
import { phaseWords, stepWords } from '../../../shared/words/steps';

const said = (text: string | undefined) => expect(text?.trim()).toMatch(/\w{2}/);

describe('there are words for', () => {
  it('every failure, with and without facts', () => {
    for (const code of Object.keys(failureExit) as FailureCode[]) {
      const words = describeFailure({ code, facts: {} });
      said(words.title);
      said(words.needed);
      said(words.todo);
      expect(words.seen).not.toMatch(/undefined|\[object/);
    }
  });

  it('every finding', () => {
    for (const id of findingIds) {
      const words = describeFinding({ id });
      // The level beside it is the answer.
      expect(words.title).toMatch(/^\w.*\?$/);
      for (const text of [words.cause, words.fix, words.ask]) said(text);
    }
    for (const words of [standingWords, hostWords, reviewWords.filters, reviewWords.saveAs]) {
      Object.values(words).forEach(said);
    }
  });

  it('every phase and step', () => {
    for (const phase of phaseIds) {
      said(phaseWords[phase]);
      said(whyRunning[phase]);
    }
    for (const step of stepIds) {
      said(stepWords[step].title);
      said(stepWords[step].doing);
    }
  });

  it('every container, verdict and finding of an inspection, with and without facts', () => {
    for (const container of containerIds) said(containerWords[container]);
    for (const words of [keyAnswerWords, surenessWords]) Object.values(words).forEach(said);
    for (const verdict of fileVerdicts) {
      for (const bits of [undefined, [8, 8], [1], [1, 8]]) {
        const found = { verdict, layers: [{ container: 'opaque' }], entropy: bits && { bits } };
        said(verdictWords(found as unknown as Inspection));
      }
    }
    for (const code of inspectionFindingCodes) {
      const { says } = findingWords({ code, level: 'info', facts: {} });
      said(says);
      expect(says).not.toMatch(/undefined|NaN|\[object/);
    }
  });

  it('every stage and its state, algorithm and reason', () => {
    for (const stage of stageIds) said(stageWords[stage]);
    const { keeping } = savedWords;
    for (const words of [testWords.states, algorithmWords, sameWords.by, keeping]) {
      Object.values(words).forEach(said);
    }
  });

  it('every preset, state and entity', () => {
    for (const preset of practicePresets) {
      said(presetWords[preset].title);
      said(presetWords[preset].what);
    }
    for (const words of [todoWords, phaseStateWords, contactWords, doingWords]) {
      Object.values(words).forEach(said);
    }
    for (const entity of countedEntities) said(entityWords[entity]);
  });
});
