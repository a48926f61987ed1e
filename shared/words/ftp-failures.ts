import type { FailureCode } from '../failure';
import { at, type Say, say, tail } from './failure-saying';

/** What people read about failures of FTP, in the order of `shared/failure.ts`. */
export const ftpFailureWords: Record<Extract<FailureCode, `ftp.${string}`>, Say> = {
  'ftp.not-arrived': say(
    'The file has not arrived yet',
    () => 'The console has not brought the whole file to the FTP server of this program.',
    'The whole file, under the path that is shown.',
    'Look what the console says. It may still be busy; if it failed, start the export there again.',
  ),
  'ftp.unreachable': (f) => ({
    title: 'The FTP server cannot be reached',
    seen: `${at(f)}${tail(f, 'seen')}.`,
    needed: 'An FTP server that listens at this address and port.',
    todo: 'Check address and port (FTP has 21, with TLS from the start 990), and that a firewall lets this computer through.',
  }),
  'ftp.no-answer': say(
    'The FTP server says nothing',
    (f) =>
      `${at(f)} was silent for ${f['seconds'] ?? 'some'} s${f['during'] === undefined ? '' : ` (${f['during']})`}.`,
    'An answer, or data that moves.',
    'Check address, port and the kind of encryption: a server that wants TLS from the start is silent until then. In the middle of a file, try again: what was moved is kept.',
  ),
  'ftp.not-ftp': say(
    'What answers there is not an FTP server',
    (f) => `${at(f)} sent something else${tail(f, 'seen')}.`,
    'The greeting of an FTP server.',
    'Check the port; FTP usually has port 21, SSH 22.',
  ),
  'ftp.no-tls': say(
    'The FTP server cannot encrypt',
    (f) => `${at(f)} refused TLS${tail(f, 'seen')}.`,
    'An FTP server with TLS.',
    'Have TLS turned on there. Without it user, password and file travel in plain text; the backup itself is encrypted. Choose FTP without TLS only where you trust the whole network between.',
  ),
  'ftp.tls-failed': say(
    'No encrypted connection came about',
    (f) => `${at(f)}${tail(f, 'seen')}.`,
    'A TLS handshake that both sides understand (TLS 1.2 or 1.3).',
    'Check port and kind of encryption; ask the administrator of the FTP server which TLS it speaks.',
  ),
  'ftp.certificate-unknown': say(
    'The certificate of the FTP server is not known',
    (f) =>
      `${at(f)} shows a certificate for ${f['names'] ?? 'no name'}, SHA-256 ${f['fingerprint'] ?? '?'}${tail(f, 'seen')}.`,
    'A certificate that this computer trusts, or whose fingerprint you have compared.',
    'Compare the fingerprint with the one that the administrator of the FTP server reads there. If it is the same, allow this certificate. Nothing secret was sent.',
  ),
  'ftp.certificate-changed': (f) => ({
    title: 'The FTP server shows another certificate than the allowed one',
    seen: `${at(f)}${f['during'] === undefined ? '' : ` (${f['during']})`} shows SHA-256 ${f['fingerprint'] ?? '?'}; allowed was ${f['expected'] ?? 'another'}.`,
    needed: 'The certificate that was allowed.',
    // While a file is moved, user and password have gone to the one that showed the right one.
    todo: `Somebody may be in between, or the certificate was renewed. Compare the new fingerprint before you allow it.${f['during'] === undefined ? ' Nothing secret was sent.' : ''}`,
  }),
  'ftp.login': say(
    'The FTP server does not accept the login',
    (f) => `${at(f)} refused “${f['user'] ?? ''}”${tail(f, 'seen')}.`,
    'A user and a password that the FTP server accepts.',
    'Check both. Where the answer speaks of TLS or encryption, choose FTP with TLS.',
  ),
  'ftp.not-allowed': say(
    'The FTP server does not allow it',
    (f) => `${f['path'] ?? 'The file'}${tail(f, 'seen')}.`,
    'A user with the right to read or write there, and a folder that exists.',
    'Check the path as the FTP server shows it after the login, and the rights of this user there.',
  ),
  'ftp.refused': say(
    'The FTP server refused a command',
    (f) => `${f['command'] ?? 'The command'}${tail(f, 'seen')}.`,
    'An FTP server that carries it out.',
    'The answer says why. Where it could not write its file (451), its disk may be full. Then try again.',
  ),
  'ftp.no-data-way': say(
    'No connection for the data came about',
    (f) => `${at(f)}${tail(f, 'seen')}.`,
    'Passive mode (EPSV or PASV), with ports that are open from here. This program has no active mode.',
    'Have passive mode and its range of ports opened, on the FTP server and in the firewall between.',
  ),
  'ftp.data-lost': say(
    'The connection for the data ended too early',
    (f) => `${at(f)} closed it after ${f['bytes'] ?? 'some'} bytes${tail(f, 'seen')}.`,
    'A connection that lasts until the end of the file.',
    'Try again: it goes on where it was.',
  ),
  'ftp.connection-lost': say(
    'The connection to the FTP server was lost',
    (f) => `The connection to ${at(f)} ended in the middle of the work${tail(f, 'seen')}.`,
    'A connection that lasts.',
    'Try again: it goes on where it was.',
  ),
  'ftp.wrong-size': say(
    'The file does not have the size that was said',
    (f) => `${f['path'] ?? 'The file'}: ${f['seen'] ?? 'another number of'} bytes.`,
    'As many bytes as were announced, and no more.',
    'Look whether something still writes the file or cuts it off. When it is at rest, try again.',
  ),
  'ftp.cannot-go-on': say(
    'The FTP server cannot go on in the middle of a file',
    (f) => `${f['path'] ?? 'The file'}${tail(f, 'seen')}.`,
    'REST or APPE, and the right to read what was sent.',
    'Delete the .part file there and try again: then all is sent anew.',
  ),
  'ftp.port-in-use': say(
    'The port is in use',
    (f) => `Another program on this computer listens at ${at(f)}.`,
    'A free port.',
    'End the other FTP server, or choose another port if the console lets you enter one.',
  ),
  'ftp.port-not-allowed': say(
    'This port is reserved for the administrator',
    (f) => `This computer does not let this user listen at ${at(f)}.`,
    'The right to listen at a port below 1024, which port 21 is.',
    'Choose a port from 1024 on if the console lets you enter one. Otherwise start the program as administrator, or on Linux as root: sysctl net.ipv4.ip_unprivileged_port_start=21.',
  ),
  'ftp.address-not-here': say(
    'This computer does not have this address',
    (f) => `No interface has ${f['host'] ?? 'it'}.`,
    'An address of this computer that the server reaches.',
    'Choose one of the addresses that this computer has now.',
  ),
  'ftp.tries-used-up': say(
    'The FTP server of this program was closed: too many wrong logins',
    (f) => `${f['tries'] ?? 'Several'} wrong passwords or paths, last from ${f['peer'] ?? '?'}.`,
    'The user, password and path that are shown here.',
    'Open it again: it gets a new password and path. If that was not you at the console, find out who has this address.',
  ),
  'ftp.nobody-came': say(
    'Nobody fetched or brought the file',
    (f) =>
      `The FTP server of this program was open for ${f['seconds'] ?? 'some'} s, and then idle.`,
    'The server’s console, which connects to this computer.',
    'Check that a firewall of this computer lets the console in, then open it again and type the new path there.',
  ),
};
