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
import { fileKinds, inspectionRemarks } from '../../../shared/eppb';
import { type FailureCode, failureExit } from '../../../shared/failure';
import { findingIds } from '../../../shared/finding';
import { phaseIds, stepIds } from '../../../shared/steps';
import { describeFailure } from '../../../shared/words/failures';
import { describeFinding } from '../../../shared/words/findings';
import { kindWords, remarkWords } from '../../../shared/words/inspection';
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

  it('every file kind and remark', () => {
    for (const kind of fileKinds) said(kindWords[kind]);
    for (const remark of inspectionRemarks) said(remarkWords[remark]);
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
