import { expect } from '@playwright/test';
import { clientsPageWords } from '../../renderer/words/en-clients';
import { moveWords, powerOffWords } from '../../renderer/words/en-questions';
import type { Network } from '../../shared/appliance';
import { byPersonWords } from '../../shared/words/clients';
import { doInConsole } from './at-consoles';
import { account, type ConsolePerson, nextQuestion } from './console-person';
import {
  arrive,
  button,
  confirmRestore,
  enterKey,
  type Journey,
  logIn,
  names,
  saveKey,
  trust,
} from './journey';
import { reviewFindings } from './reviewing';
import { trustCertificate } from './trust-certificate';

/** What is done at the servers themselves at the cutover. */
export type AtCutover = {
  readonly shutDown: () => Promise<void>;
  readonly move: (to: Network) => Promise<void>;
};

/** Answers everything that is asked until the migration is over, as a person at the window does. Answers with the key, and with what was asked. */
export async function carryOut(
  journey: Journey,
  person: ConsolePerson,
  { shutDown, move }: AtCutover,
): Promise<{ readonly key: string; readonly asked: readonly string[] }> {
  const { page } = journey;
  const asked: string[] = [];
  let key = '';
  for (let last = ''; ; ) {
    const question = await nextQuestion(page, last);
    if (question === 'finished') return { key, asked };
    last = question.id;
    asked.push(
      question.kind === 'do-by-hand' ? `${question.side} ${question.operation}` : question.kind,
    );
    switch (question.kind) {
      case 'trust-host': {
        const { side = 'source', hostKey } = question;
        if (hostKey.type === 'x509') await trustCertificate(journey, side);
        else await trust(journey, side);
        break;
      }
      case 'enter-password':
        await logIn(journey, question.side ?? 'source', account);
        break;
      case 'do-by-hand':
        await doInConsole(person, question);
        break;
      case 'review-findings':
        await reviewFindings(journey);
        break;
      case 'save-key':
        key = await saveKey(journey, undefined, [], question.side ?? 'source');
        break;
      case 'enter-key':
        await enterKey(journey, { key });
        break;
      case 'confirm-restore':
        await confirmRestore(journey);
        break;
      case 'clients-by-person': {
        const { yes, title } = byPersonWords(question);
        await arrive(journey, 'clients', title);
        await page.getByLabel(clientsPageWords.byLabel).fill('Anna');
        await button(page, yes).click();
        break;
      }
      case 'power-off':
        await arrive(journey, 'power-off', powerOffWords.title(names.source));
        await shutDown();
        await page.getByLabel(powerOffWords.label(names.source)).fill(names.source);
        await button(page, powerOffWords.confirmByHand(names.source)).click();
        break;
      case 'move-address':
        await arrive(journey, 'move-address', moveWords.title(names.target, question.to.address));
        await move(question.to);
        // It goes on by itself as soon as the new server is seen there.
        await expect
          .poll(() => nextQuestion(page, '').then((now) => now === 'finished' || now.id !== last))
          .toBe(true);
        break;
      default:
        throw new Error(`nobody was told how to answer ${question.kind}`);
    }
  }
}
