import { expect, type Locator } from '@playwright/test';
import { clientsPageWords } from '../../renderer/words/en-clients';
import { doneWords } from '../../renderer/words/en-outcomes';
import { homeWords, practiseWords, presetWords } from '../../renderer/words/en-places';
import { powerOffWords } from '../../renderer/words/en-questions';
import type { Side } from '../../shared/appliance';
import { byPersonWords } from '../../shared/words/clients';
import { doInConsole } from './at-consoles';
import { consolePerson, nextQuestion, stateOf } from './console-person';
import { byMouse } from './hands';
import { arrive, button, confirmRestore, enterKey, type Journey, names, saveKey } from './journey';
import { reviewFindings } from './reviewing';
import { trustCertificate } from './trust-certificate';
import { test } from './window';

test('a whole migration without SSH, in the web consoles', async ({ app, page, folder }) => {
  test.setTimeout(240_000);
  // What is typed key by key elsewhere would make this run longer.
  const hands = { ...byMouse(page), type: (field: Locator, text: string) => field.fill(text) };
  const journey: Journey = { app, page, folder, hands };
  await page.getByRole('button', { name: homeWords.practise }).click();
  await arrive(journey, 'practise', practiseWords.title);
  await page.getByRole('radio', { name: presetWords['web-only'].title }).click();
  await button(page, practiseWords.start).click();
  await expect
    .poll(() =>
      stateOf(page).then(
        () => true,
        () => false,
      ),
    )
    .toBe(true);
  const { plan } = await stateOf(page);
  const hosts: Record<Side, string> = { source: plan.source.host, target: plan.target.host };
  const person = consolePerson(app, page, (side) => hosts[side]);
  const done: string[] = [];
  let key = '';
  for (let last = ''; ; ) {
    const question = await nextQuestion(page, last);
    if (question === 'finished') break;
    last = question.id;
    const began = Date.now();
    switch (question.kind) {
      case 'trust-host':
        await trustCertificate(journey, question.side ?? 'source');
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
      case 'power-off': {
        await arrive(journey, 'power-off', powerOffWords.title(names.source));
        const there = await person.open('source', 'Server Maintenance');
        await there.getByRole('button', { name: 'Shutdown' }).click();
        await there.getByRole('button', { name: 'Yes, shut down' }).click();
        await page.getByLabel(powerOffWords.label(names.source)).fill(names.source);
        await button(page, powerOffWords.confirmByHand(names.source)).click();
        break;
      }
      case 'move-address': {
        const there = await person.open('target', 'Server Maintenance');
        const { address, prefix, gateway, dns } = question.to;
        await there.getByLabel('IP Address').fill(address);
        await there.getByLabel('Network Prefix').fill(String(prefix));
        await there.getByLabel('Default Gateway').fill(gateway);
        await there.getByLabel('Primary DNS').fill(dns[0] ?? '');
        await there.getByLabel('Secondary DNS').fill(dns[1] ?? dns[0] ?? '');
        await there.getByRole('button', { name: 'Save' }).click();
        hosts.target = address;
        break;
      }
      default:
        throw new Error(`nobody was told how to answer ${question.kind}`);
    }
    const what =
      question.kind === 'do-by-hand' ? `${question.side} ${question.operation}` : question.kind;
    done.push(what);
    console.log(what, Date.now() - began);
  }
  await arrive(journey, 'done', doneWords.title(names.source, names.target));
  const { handWork } = await stateOf(page);
  console.log(
    handWork.map(({ side, operation, proof }) => `${side} ${operation} ${proof}`).join('\n'),
  );
});
