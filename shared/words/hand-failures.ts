import type { FailureCode } from '../failure';
import { at, type Say, say, tail } from './failure-saying';

const notBackups: Readonly<Record<string, string>> = {
  html: 'is a web page and no backup: the server sent a page, perhaps that of the login, in place of the file',
  empty: 'is empty',
  unfinished: 'has the name of a download that is not finished',
};

/** What goes wrong where a person does the work, and where a server is known by its web pages alone. */
export const handFailureWords = {
  'web.no-answer': say(
    'The server’s web pages do not answer',
    (f) => `Nobody answers over HTTPS at ${at(f)}${tail(f, 'seen')}.`,
    'The web pages of the server, which this program knows it by.',
    'Open the address in a browser. Where the server restarts, wait some minutes, then go on.',
  ),
  'web.not-https': say(
    'What answers there are no web pages over HTTPS',
    (f) => `${at(f)} answers otherwise${tail(f, 'seen')}.`,
    'A server that speaks TLS and HTTP at this port.',
    'Check the port; web pages usually have 443. Open the address in a browser to see what is there.',
  ),
  'web.certificate-rejected': say(
    'The certificate was not accepted',
    (f) =>
      `The server at ${at(f)} shows the certificate ${f['seen'] ?? ''}, which nobody accepted.`,
    'A certificate whose fingerprint somebody has compared with the server.',
    'Compare the fingerprint with the one that the server itself or its administrator tells, then try again.',
  ),
  'web.certificate-changed': say(
    'The server shows another certificate',
    (f) =>
      `At ${at(f)} the certificate ${f['seen'] ?? ''} is shown; expected was ${f['expected'] ?? 'another'}.`,
    'The certificate that was accepted before.',
    'Find out whether the certificate was renewed, or whether another machine answers there. Nothing was sent to it.',
  ),
  'hand.not-usable': say(
    'This cannot be used as it was entered',
    (f) =>
      `“${f['label'] ?? ''}”: ${f['seen'] ?? 'nothing was entered'}; ${f['needed'] ?? 'it is needed'}.`,
    'What the server shows, as it shows it.',
    'Enter it again, as the server shows it.',
  ),
  'hand.no-file': say(
    'The file is missing',
    () => 'No file was given.',
    'The backup file that was downloaded from the server.',
    'Choose the file in the folder in which your browser keeps its downloads.',
  ),
  'hand.not-a-backup': say(
    'This file is no backup',
    (f) => `The file “${f['name'] ?? ''}” ${notBackups[String(f['seen'])] ?? 'is no backup'}.`,
    'The backup file, downloaded to its end.',
    'Log in to the server’s web pages again where the session has ended, download the backup once more and choose that file.',
  ),
  'hand.do-not-retry': say(
    'The server answered with error 500: do not try again now',
    () => 'The page shows error 500. The import may still be under way, or may have failed.',
    'Enough free disk space and memory on the new server, and the file whole and of the right version.',
    'Wait, then look at the list again. Look at the free disk space and at the logs of the server (/var/log/epp/) before anything is imported a second time.',
  ),
  'hand.old-login': say(
    'The old server’s login does not work on the new one yet',
    () => 'Nobody has confirmed a login on the new server with an account of the old one.',
    'A login with an account of the old server: after a restore its accounts are the ones that count.',
    'Log in to the new server’s web pages with an account of the old server. Where that is refused, the restore has not ended well.',
  ),
  'hand.no-key-wanted': say(
    'The key is not shown now',
    () => 'Nobody is asked to enter the System Backup Key at a server.',
    'The question for the import, while it is open.',
    'Wait for that question.',
  ),
} as const satisfies Partial<Record<FailureCode, Say>>;
