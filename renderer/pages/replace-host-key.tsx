import { List } from '@mantine/core';
import { useState } from 'react';
import type { KeyOrigin } from '../../shared/connecting';
import { compareFingerprint } from '../../shared/fingerprint';
import { formatAddress } from '../../shared/plan';
import { serverNoun } from '../asking-server';
import { FactList, type FactRow } from '../parts/fact-list';
import { KeyCompare } from '../parts/key-compare';
import { isCertificate, keyKind, keyRows } from '../parts/key-rows';
import { Notice } from '../parts/notice';
import { QuestionPage } from '../parts/question-page';
import { Section } from '../parts/section';
import { isTyped, TypedName } from '../parts/typed-name';
import { isTest, useAnswer } from '../parts/use-answer';
import { formatMoment } from '../when';
import { replaceCertificateWords } from '../words/en-by-hand';
import { replaceWords } from '../words/en-login';
import { typedWords } from '../words/en-questions';
import type { AskedAtLogin } from './asked';

/** Another host key than the accepted one: both are shown, and going on is typed. */
export function ReplaceHostKey({ asker, question }: AskedAtLogin<'replace-host-key'>) {
  const answering = useAnswer(asker, question);
  const [pasted, setPasted] = useState('');
  const [typed, setTyped] = useState('');
  const { host, hostKey, expected, origin } = question;
  const compared = compareFingerprint(pasted, hostKey);
  const words = isCertificate(hostKey) ? replaceCertificateWords : replaceWords;
  const [before, now] = [keyKind(expected), keyKind(hostKey)];
  return (
    <QuestionPage
      asker={asker}
      title={words.title(serverNoun(question))}
      why={words.why(formatAddress(question))}
      answering={answering}
      goOn={words.confirm(host)}
      danger
      missing={isTyped(typed, host) ? undefined : typedWords.missing(host)}
      ready={isTyped(typed, host) && compared !== 'different'}
      onAnswer={() => answering.send({ kind: 'replace-host-key', typedName: typed.trim() })}
    >
      <Section title={words.before}>
        <FactList rows={[...keyRows(expected), ...originRows(origin)]} />
      </Section>
      <Section title={words.now}>
        <FactList rows={keyRows(hostKey)} />
      </Section>
      <Section title={words.meaning}>
        <List spacing={4}>
          {question.restored && <List.Item>{words.restored}</List.Item>}
          {words.meanings.map((meaning) => (
            <List.Item key={meaning}>{meaning}</List.Item>
          ))}
          {now !== before && <List.Item>{words.otherKind(now, before)}</List.Item>}
        </List>
      </Section>
      <Section title={words.compare}>
        <KeyCompare hostKey={hostKey} pasted={pasted} onPaste={setPasted} compared={compared} />
      </Section>
      <TypedName label={words.label(host)} typed={typed} onType={setTyped} />
      <Notice tone="warn" title={isTest(asker) ? words.reportTest : words.report} />
    </QuestionPage>
  );
}

/** File and line, and when it was accepted, as far as they are known. */
const originRows = ({ file, line, acceptedAt }: KeyOrigin): readonly FactRow[] => [
  { name: replaceWords.origin, value: replaceWords.line(file, line) },
  ...(acceptedAt ? [{ name: replaceWords.accepted, value: formatMoment(acceptedAt) }] : []),
];
