import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { ConsoleCertificate } from '../../shared/console-view';
import { asHexPairs, compareFingerprint } from '../../shared/fingerprint';
import { client } from '../bridge';
import { formatMoment } from '../when';
import { certificateWords } from '../words/en-by-hand';
import { ActionFailure } from './action-failure';
import css from './console-pane.module.css';
import { FactList } from './fact-list';
import { Section } from './section';
import { useAction } from './use-action';

type Props = {
  readonly certificate: ConsoleCertificate;
  /** The fingerprint that was confirmed before, where this is another. */
  readonly expected: string | undefined;
  readonly serverName: string;
  readonly host: string;
};

/** The certificate of a console, before anything is loaded from there. */
export function ConsoleCertificatePart({ certificate, expected, serverName, host }: Props) {
  const { busy, failure, run } = useAction();
  const [pasted, setPasted] = useState('');
  const [typed, setTyped] = useState('');
  const { subject, issuer, from, until, sha256, md5 } = certificate;
  const compared = compareFingerprint(pasted, { type: 'x509', sha256, md5 });
  const named = expected === undefined || typed.trim().toLowerCase() === host.toLowerCase();
  const ready = named && compared !== 'different' && !busy;
  const confirm = (event: FormEvent): void => {
    event.preventDefault();
    const name = expected === undefined ? {} : { typedName: typed };
    if (ready) void run(() => client.call('trust-console', { sha256, ...name }));
  };
  const words = expected === undefined ? certificateWords.title : certificateWords.changedTitle;
  return (
    <form className={css['certificate']} onSubmit={confirm}>
      <Section title={words(serverName)}>
        <p>{expected === undefined ? certificateWords.why : certificateWords.changedWhy}</p>
        <FactList
          stacked
          rows={[
            { name: 'SHA-256', value: sha256, mono: true },
            { name: certificateWords.asBrowsers, value: asHexPairs(sha256), mono: true },
            ...(expected === undefined
              ? []
              : [{ name: certificateWords.expected, value: expected, mono: true }]),
            { name: 'MD5', value: md5, mono: true },
            { name: certificateWords.subject, value: subject },
            { name: certificateWords.issuer, value: issuer },
            {
              name: certificateWords.valid,
              value: certificateWords.validity(formatMoment(from), formatMoment(until)),
            },
          ]}
        />
      </Section>
      <TextInput
        label={certificateWords.paste}
        description={certificateWords.pasteHint}
        value={pasted}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setPasted(event.currentTarget.value)}
      />
      <p role="status">{compared === 'empty' ? '' : certificateWords[compared]}</p>
      {expected !== undefined && (
        <TextInput
          label={certificateWords.typeName(host)}
          value={typed}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      {failure && <ActionFailure failure={failure} />}
      <Button type="submit" mt="md" disabled={!ready}>
        {certificateWords.confirm}
      </Button>
    </form>
  );
}
