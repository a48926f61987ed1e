import { Button } from '@mantine/core';
import { useState } from 'react';
import { compareFingerprint } from '../../shared/fingerprint';
import { formatAddress } from '../../shared/plan';
import { leavesBehind } from '../../shared/words/leaves';
import { serverNoun } from '../asking-server';
import { FactList } from '../parts/fact-list';
import { KeyCompare } from '../parts/key-compare';
import { isCertificate, keyRows } from '../parts/key-rows';
import { Notice } from '../parts/notice';
import { PageBody } from '../parts/page-body';
import { isTest, useAnswer } from '../parts/use-answer';
import { certificateWords } from '../words/en-by-hand';
import { trustWords } from '../words/en-questions';
import type { AskedAtLogin } from './asked';

/** A host key that is seen for the first time. */
export function TrustHost({ asker, question }: AskedAtLogin<'trust-host'>) {
  const { busy, failure, send } = useAnswer(asker, question);
  const [pasted, setPasted] = useState('');
  const { hostKey, authority } = question;
  const compared = compareFingerprint(pasted, hostKey);
  const answer = (accept: boolean, remember?: boolean) => () =>
    send({ kind: 'trust-host', accept, ...(remember !== undefined && { remember }) });
  const different = compared === 'different';
  return (
    <PageBody
      title={trustWords.title(serverNoun(question))}
      why={(isCertificate(hostKey) ? certificateWords.trustWhy : trustWords.why)(
        formatAddress(question),
      )}
      leaves={isTest(asker) ? trustWords.leavesTest : trustWords.leavesRun(leavesBehind(asker))}
      failure={failure}
      actions={
        <>
          <Button
            variant="default"
            disabled={busy}
            aria-describedby="leaves"
            onClick={answer(false)}
          >
            {isTest(asker) ? trustWords.rejectTest : trustWords.reject}
          </Button>
          <Button variant="default" disabled={busy || different} onClick={answer(true, false)}>
            {trustWords.once}
          </Button>
          <Button disabled={busy || different} onClick={answer(true, true)}>
            {trustWords.accept}
          </Button>
        </>
      }
    >
      <FactList rows={keyRows(hostKey)} />
      {authority && <Notice tone="warn" title={trustWords.authority(authority.file)} />}
      <KeyCompare hostKey={hostKey} pasted={pasted} onPaste={setPasted} compared={compared} />
    </PageBody>
  );
}
