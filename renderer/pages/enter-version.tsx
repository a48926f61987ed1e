import { List, TextInput } from '@mantine/core';
import { useState } from 'react';
import { formatVersion, parseVersion } from '../../shared/version';
import { sideWords } from '../../shared/words/sides';
import { QuestionPage } from '../parts/question-page';
import { Section } from '../parts/section';
import { useAnswer } from '../parts/use-answer';
import { the, versionWords } from '../words/en-login';
import type { AskedAtLogin } from './asked';

/** The version, read by a person where the appliance does not tell one. */
export function EnterVersion({ asker, question }: AskedAtLogin<'enter-version'>) {
  const answering = useAnswer(asker, question);
  const [typed, setTyped] = useState('');
  const version = parseVersion(typed);
  const server = question.side ? the(sideWords[question.side]) : versionWords.thisServer;
  const bad = typed.trim() !== '' && version === undefined;
  return (
    <QuestionPage
      asker={asker}
      title={versionWords.title(server)}
      why={versionWords.why(question.seen)}
      answering={answering}
      goOn={versionWords.send(version ? formatVersion(version) : '')}
      ready={version !== undefined}
      onAnswer={() => answering.send({ kind: 'enter-version', version: typed.trim() })}
    >
      <Section title={versionWords.where}>
        <List spacing={4}>
          {versionWords.wheres.map((where) => (
            <List.Item key={where}>{where}</List.Item>
          ))}
        </List>
      </Section>
      <TextInput
        label={versionWords.label}
        description={versionWords.hint}
        error={bad ? versionWords.bad : undefined}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        autoComplete="off"
        spellCheck={false}
        maw={420}
      />
    </QuestionPage>
  );
}
