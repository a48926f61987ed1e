import { FTPError } from 'basic-ftp';
import { describe, expect, it } from 'vitest';
import { ftpFailure, hushOf } from '../../../../electron/engine/ftp/ftp-failure';
import { FailureError } from '../../../../shared/failure';
import { describeFailure } from '../../../../shared/words/failures';
import { failureOf } from '../failure-of';

const spoken = { host: 'ftp.example', port: 21, hush: hushOf('geheim') };
const reply = (code: number, text: string) => new FTPError({ code, message: `${code} ${text}` });
const told = (thrown: unknown, command = 'STOR') =>
  failureOf(() => ftpFailure(thrown, spoken, { command, path: '/a' }));

describe('an answer of a server', () => {
  it.each([
    [421, 'Timeout.', 'STOR', 'ftp.connection-lost'],
    [425, 'No connection.', 'STOR', 'ftp.no-data-way'],
    [426, 'Broken.', 'STOR', 'ftp.data-lost'],
    [451, 'Local error.', 'STOR', 'ftp.refused'],
    [452, 'Full.', 'STOR', 'transfer.no-space'],
    [552, 'Quota.', 'STOR', 'transfer.no-space'],
    [530, 'Not logged in.', 'RETR', 'ftp.not-allowed'],
    [550, 'Permission denied.', 'RETR', 'ftp.not-allowed'],
    [550, 'No such file.', 'RETR', 'transfer.source-file-missing'],
    [550, 'No such folder.', 'STOR', 'ftp.not-allowed'],
    [553, 'Bad name.', 'STOR', 'ftp.not-allowed'],
    [500, 'What?', 'SIZE', 'ftp.refused'],
  ])('%s %s to %s is %s', async (code, text, command, expected) => {
    expect(await told(reply(code, text), command)).toMatchObject({ code: expected });
  });

  it('loses the password, and what would steer a terminal', async () => {
    const failure = await told(reply(500, 'no geheim\u001b[2J\r\nhere'));
    expect(failure.facts['seen']).toBe('500 no … here');
  });
});

it('keeps failures as they are; all else is the loss of the connection', async () => {
  const own = new FailureError({ code: 'transfer.no-space', facts: {} });
  expect(await told(own)).toEqual(own.failure);
  expect(await told(new Error('Server sent FIN'))).toMatchObject({
    code: 'ftp.connection-lost',
    facts: { host: 'ftp.example', seen: 'Server sent FIN' },
  });
});

it('says that nothing secret was sent only where that is so', () => {
  const facts = { host: 'ftp.example', port: 21, fingerprint: 'AA', expected: 'BB' };
  const words = (more: object) =>
    JSON.stringify(
      describeFailure({ code: 'ftp.certificate-changed', facts: { ...facts, ...more } }),
    );
  expect(words({})).toContain('Nothing secret was sent');
  // By then somebody has logged in.
  const during = words({ during: 'moving the file' });
  expect(during).not.toContain('Nothing secret was sent');
  expect(during).toContain('(moving the file) shows SHA-256 AA; allowed was BB');
});
