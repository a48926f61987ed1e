import { formatBytes } from '../bytes';
import type { FailureCode } from '../failure';
import { at, type Say, say, tail } from './failure-saying';

const byHand =
  'The work can be done in any browser as well: choose “Do it by hand elsewhere” for this step.';

/** What people read about failures of a web console in the window, in the order of `shared/failure.ts`. */
export const consoleFailureWords: Record<Extract<FailureCode, `console.${string}`>, Say> = {
  'console.unreachable': say(
    'The web console cannot be reached',
    (f) => `${at(f)}${tail(f, 'seen')}.`,
    'The web console of the appliance, over HTTPS, from this computer.',
    `Check address and port, and whether a proxy has to be used or left out. ${byHand}`,
  ),
  'console.no-answer': say(
    'The web console does not answer',
    (f) => `${at(f)} took the connection and sent no page within ${f['seconds'] ?? 'some'} s.`,
    'A page.',
    `After a restore or a change of the network the console may be silent for some minutes: wait, then load it again. ${byHand}`,
  ),
  'console.elsewhere': say(
    'The web console leads to another server',
    (f) =>
      `${at(f)} wants to go on at ${f['seen'] ?? 'another address'}. It was not followed, and nothing was sent there.`,
    'Pages of this server alone.',
    `If that is the server’s own name, enter it as its address. A sign-in by another service is not possible here: use an administrator of the console itself. ${byHand}`,
  ),
  'console.crashed': say(
    'The page of the web console broke down',
    (f) => `What showed the page ended${tail(f, 'seen')}.`,
    'A page that can be shown.',
    `Load it again. You may have to log in again. ${byHand}`,
  ),
  'console.certificate-changed': say(
    'The web console shows another certificate than before',
    (f) =>
      `${at(f)} shows SHA-256 ${f['seen'] ?? '?'}; confirmed was ${f['expected'] ?? 'another'}. The console was closed, and nothing was sent to this one.`,
    'The certificate that was confirmed.',
    'A restore or a change of the network gives an appliance another certificate. If neither has happened, somebody may be in between: do not go on before you know why. Compare the new fingerprint on the appliance itself before you confirm it.',
  ),
  'console.not-a-backup': say(
    'What was downloaded is not a backup',
    (f) =>
      f['seen'] === 'empty'
        ? `“${f['name'] ?? 'The file'}” is empty. It was removed.`
        : `“${f['name'] ?? 'The file'}” is a web page, not a file. It was removed.`,
    'The backup file.',
    'The console usually does this when the session has ended: look whether you are still logged in, then download the backup again.',
  ),
  'console.large-file': say(
    'This file is very large',
    (f) =>
      `The console offers ${typeof f['size'] === 'number' ? formatBytes(f['size']) : 'more'}; ${formatBytes(Number(f['limit'] ?? 0))} and more are taken only after a yes.`,
    'A person who says that this is right.',
    'Look whether this is the backup of this migration. Backups are usually far smaller: audit logs and file shadows are not in them.',
  ),
  'console.download-broken': say(
    'The download broke off',
    (f) =>
      `${formatBytes(Number(f['received'] ?? 0))}${typeof f['size'] === 'number' ? ` of ${formatBytes(f['size'])}` : ''} had come.`,
    'The whole file.',
    'Look whether you are still logged in, then go on with it. Where the console cannot go on, download it there again.',
  ),
  'console.file-differs': say(
    'The file on this computer has changed',
    (f) =>
      `“${f['name'] ?? 'The file'}” is not what was checked before: SHA-256 ${f['seen'] ?? '?'} instead of ${f['expected'] ?? 'another'}. It was not handed over.`,
    'The file as it was checked.',
    'Stop here and go on with the migration: the file is brought here anew.',
  ),
  'console.nothing-selected': say(
    'Nothing is selected in the console',
    () => 'No text is selected on its page, or more than a key can be.',
    'The key, and nothing else, selected with the mouse.',
    'Double-click the key in the console, or drag over it, then press the button again. Typing or pasting it does as well.',
  ),
};
