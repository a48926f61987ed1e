// Long because: one entry for each failure code, in the order of shared/failure.ts.

import { formatBytes } from '../bytes';
import type { Failure, FailureCode } from '../failure';
import { tidyMac } from '../silence';
import { algorithmKindWords } from './algorithms';
import { consoleFailureWords } from './console-failures';
import { driftName } from './drift';
import { at, type FailureWords, knownWords, type Say, say, tail } from './failure-saying';
import { ftpFailureWords } from './ftp-failures';
import { handFailureWords } from './hand-failures';
import { profileFailureWords } from './profile-failures';
import { wayBackFailureWords } from './way-back-failures';
import { noteSecretWords } from './worksheet';

const kindWords: Readonly<Record<string, string>> = algorithmKindWords;
const sameMachineWords: Readonly<Record<string, string>> = {
  'machine-id': 'machine id',
  'host-key': 'host key',
  address: 'address',
};

/** By what a machine was seen to be another one: a host key, a network card, or its own name. */
function identityWords(seen: string, known: string): string {
  if (seen.startsWith('machine ')) return `answers as another ${seen}`;
  return tidyMac(seen) === undefined
    ? `shows the ${known} ${seen}`
    : `leads to the network card ${seen}`;
}

const secretWords: Readonly<Record<string, string>> = noteSecretWords;
const partWords: Readonly<Record<string, string>> = {
  where: 'Where it points',
  note: 'The note',
  by: 'The name',
};

/** What each question is about, in the middle of a sentence. */
const questionWords: Readonly<Record<string, string>> = {
  'trust-host': 'whether to trust a host key',
  'replace-host-key': 'whether to take a changed host key for the new one',
  'enter-password': 'a password',
  'enter-passphrase': 'the passphrase of a key file',
  'answer-prompts': 'what the server asks at the login',
  'allow-legacy': 'whether weak algorithms may be used',
  'enter-version': 'the version of the server',
  'review-findings': 'what the checks found',
  'save-key': 'whether the System Backup Key is saved',
  'confirm-restore': 'whether the new server may be overwritten',
  'enter-key': 'the System Backup Key',
  'accept-drift': 'what has changed since the backup',
  'power-off': 'whether the old server may be powered off',
  'isolate-source': 'whether the old server is off the network',
  'keep-address': 'whether the new server may keep its own address',
  'move-address': 'whether the new server may take the old address',
  'roll-back': 'whether to go back to the old server',
  'bring-file': 'the backup file, which a person brings',
  'put-file': 'the backup file, which a person puts on the new server',
  'open-ftp': 'the FTP server for a console',
  'use-console': 'the work at a server’s console',
  'clients-by-person': 'how it is with the clients, which no server tells',
  'do-by-hand': 'what a person did at a server',
  'clients-missing': 'what to do about computers that have not come back',
};

const words: Record<FailureCode, Say> = {
  ...ftpFailureWords,
  ...profileFailureWords,
  ...consoleFailureWords,
  ...wayBackFailureWords,
  ...handFailureWords,
  'ssh.unknown-host': say(
    'There is no server of this name',
    (f) => `The name “${f['host'] ?? ''}” could not be found.`,
    'A host name that your DNS knows, or an IP address.',
    'Check the spelling, or enter the IP address.',
  ),
  'ssh.refused': (f) => ({
    title: 'The server does not accept SSH connections',
    seen: `${at(f)} refused the connection.`,
    needed: 'An SSH server that listens at this address and port.',
    todo:
      f['hop'] === undefined
        ? 'Check address and port. On the server, SSH may be off: Appliance > Server Maintenance > SSH Server.'
        : 'Check address and port of the jump host.',
  }),
  'ssh.timeout': (f) => {
    const within = f['seconds'] === undefined ? '' : ` within ${f['seconds']} s`;
    return f['open'] === true
      ? {
          title: 'The port is open, but no SSH server speaks',
          seen: `${at(f)} took the connection and then said nothing${within}.`,
          needed: 'The greeting of an SSH server.',
          todo: 'Check the port. Where it is right, the SSH server hangs or has too many connections: restart it on the server’s console, or wait.',
        }
      : {
          title: 'The server does not answer',
          seen: `${at(f)} gave no answer${within}.`,
          needed: 'An answer from the SSH server.',
          todo: 'Check that the server is on, and that a firewall lets this computer reach the port.',
        };
  },
  'ssh.not-ssh': say(
    'What answers there is not an SSH server',
    (f) => `${at(f)} sent something else${tail(f, 'seen')}.`,
    'An SSH server.',
    'Check the port; SSH usually has port 22.',
  ),
  'ssh.no-common-algorithm': (f) => ({
    title: 'The two sides have no encryption in common',
    seen: `${at(f)} offers only ${f['theirs'] ?? 'what this program does not use'}${
      f['kind'] === undefined ? '' : ` for the ${kindWords[String(f['kind'])] ?? f['kind']}`
    }${tail(f, 'seen')}.`,
    needed: 'At least one algorithm that both sides know.',
    todo:
      f['terminal'] === true
        ? 'The window has fewer old algorithms than the terminal: try “epp-migrate connect” there. Otherwise ask the server’s administrator for a newer algorithm.'
        : 'Where this program can use the older algorithms of this server, it asks for permission; allow them for this server alone. Otherwise ask its administrator which algorithms it is restricted to.',
  }),
  'ssh.connection-lost': say(
    'The connection was lost',
    (f) => `The connection to ${at(f)} ended in the middle of the work.`,
    'A connection that lasts.',
    'Look at the network in between: cable, VPN, firewall. Trying again goes on where it was.',
  ),
  'ssh.unreachable': say(
    'There is no way to the server',
    (f) => `The network says that ${at(f)} cannot be reached${tail(f, 'seen')}.`,
    'A route from this computer to the server.',
    'Check the address, the VPN and the network connection; a server behind a jump host needs one.',
  ),
  'ssh.forwarding-refused': say(
    'The jump host does not connect on',
    ({ via, ...f }) =>
      `${via ?? 'The jump host'} did not open a connection to ${at(f)}${tail(f, 'seen')}.`,
    'A jump host that may forward TCP (AllowTcpForwarding) and can reach the server.',
    'Check the address as the jump host sees it, and ask its administrator whether forwarding is allowed.',
  ),
  'ssh.host-key-changed': (f) => ({
    title: 'This server shows another host key than before',
    seen: `${at(f)} shows ${f['seen'] ?? 'another key'}.`,
    needed: 'The key that was accepted before.',
    todo:
      f['restored'] === true
        ? 'A restore can give a server another host key; somebody may be in between all the same. On the new server’s own console type “ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub”, or the same for the kind of key shown, and compare. Only if it is right: try again, and type the server’s name when asked. The restore is then found and not done again.'
        : 'Somebody may be in between, or the server was set up anew. Compare the key on the server’s own console. Only if it is right: try again, and type the server’s name when asked.',
  }),
  'ssh.host-key-revoked': say(
    'This host key was revoked',
    (f) =>
      `${at(f)} shows ${f['seen'] ?? 'a key'}, which ${f['file'] ?? 'known_hosts'} marks as @revoked.`,
    'A key that nobody has revoked.',
    'Do not log in. Somebody has declared this key stolen or worthless; ask who keeps the file.',
  ),
  'ssh.host-key-rejected': say(
    'The host key was not accepted',
    (f) => `The key of ${at(f)} was declined; nothing secret was sent.`,
    'A host key that you have compared with the server’s own console.',
    'Compare the fingerprint on the console, then try again.',
  ),
  'ssh.authentication': (f) => ({
    title: 'The login failed',
    seen: `${at(f)} does not accept this login for “${f['user'] ?? ''}”${
      f['tried'] === undefined ? '' : `; tried: ${f['tried']}`
    }${
      f['methods'] === undefined ? '' : `; it takes: ${String(f['methods']).split(' ').join(', ')}`
    }${tail(f, 'seen')}.`,
    needed: 'A user and a password or key that the server accepts.',
    todo: `Check user name, password and keys.${
      f['hop'] === undefined
        ? ' After a restore the new server takes the logins of the old one.'
        : ''
    }`,
  }),
  'ssh.key-file': (f) => ({
    title: 'The key file cannot be used',
    seen: `${f['file'] ?? 'The file'}${tail(f, 'seen')}.`,
    needed: 'A private key that only you can read, in OpenSSH, PEM or PuTTY form, at most 64 KiB.',
    todo: /open to others/.test(String(f['seen'] ?? ''))
      ? `Take the rights of others away: chmod 600 ${f['file'] ?? 'FILE'}.`
      : 'Choose another key file, or log in with a password.',
  }),
  'ssh.passphrase': say(
    'The key file was not opened',
    (f) => `The passphrase for ${f['file'] ?? 'the key file'} was wrong or not given.`,
    'The passphrase of this key file.',
    'Try again, or log in with another key or a password.',
  ),
  'ssh.password-expired': say(
    'The password has expired',
    (f) =>
      `${at(f)} wants a new password for “${f['user'] ?? ''}” before anything else${tail(f, 'seen')}.`,
    'A password that is still good.',
    'Log in on the server’s own console and set a new one, then try again.',
  ),
  'ssh.account-locked': say(
    'The account is locked',
    (f) => `${at(f)} does not let “${f['user'] ?? ''}” in${tail(f, 'seen')}.`,
    'An account that may log in.',
    'Wait until the lock ends, or have the account unlocked on the server’s own console. More tries may make it longer.',
  ),
  'ssh.no-shell': say(
    'The login lands in a menu, not in a shell',
    (f) => `${at(f)} let “${f['user'] ?? ''}” in, but did not run a command${tail(f, 'seen')}.`,
    'An account whose login runs commands.',
    'Use another account, or have a shell given to this one. Without a shell the migration is done by hand in the server’s console and web page.',
  ),
  'ssh.sudo': say(
    'The account may not act as administrator',
    (f) => `sudo refused on ${at(f)}${tail(f, 'seen')}.`,
    'sudo that needs neither password nor terminal for this account, or an account that needs no sudo.',
    'Log in as another user, or have the rule for this account changed (NOPASSWD, and no requiretty).',
  ),
  'ssh.no-sftp': say(
    'The server has no SFTP',
    (f) => `The server took the login and refused SFTP${tail(f, 'seen')}.`,
    'SFTP for this account (in sshd_config: Subsystem sftp internal-sftp).',
    'Switch it on, or move the file by the server’s own console over FTP, or by hand.',
  ),
  'ssh.config': say(
    'Your SSH configuration cannot be read',
    (f) => `${f['file'] ?? 'The file'}${tail(f, 'seen')}.`,
    'A configuration file that ssh itself would read.',
    'Correct the file, or enter the address by hand.',
  ),
  'appliance.not-one': say(
    'Connected, but this is not an Endpoint Protector server',
    (f) => `${at(f)} lets you log in, but does not answer like one${tail(f, 'seen')}.`,
    'A server that answers the commands of the chosen profile.',
    'Check the address. If it is the right server, its commands are not known to this program: they belong into a profile.',
  ),
  'appliance.same-machine': say(
    'The old and the new server are the same machine',
    (f) =>
      `Both tell the same ${sameMachineWords[String(f['by'])] ?? 'identity'}${tail(f, 'seen')}.`,
    'Two machines, each with its own identity.',
    'Check both addresses. A copy of a virtual machine keeps keys and machine id: deploy the new server from a fresh image.',
  ),
  'appliance.command-failed': say(
    'A command failed on the server',
    (f) =>
      `“${f['command'] ?? ''}” ended with exit code ${f['exitCode'] ?? '?'}${tail(f, 'seen')}.`,
    'Exit code 0.',
    'Look at the answer; when the cause is gone, try again.',
  ),
  'appliance.answer-unreadable': say(
    'The server’s answer cannot be read',
    (f) =>
      `“${f['command'] ?? ''}” answered${tail(f, 'seen')}${f['why'] === undefined ? '' : ` (${f['why']})`}.`,
    'An answer in the form that the profile describes.',
    'The server may have another version than the profile was written for. Nothing was assumed.',
  ),
  'appliance.answer-too-long': say(
    'The server’s answer is too long',
    (f) => `“${f['command'] ?? ''}” answered with more than ${f['limitBytes'] ?? '?'} bytes.`,
    'A short answer.',
    'This is not how the server should answer; check that it is the right machine.',
  ),
  'appliance.no-answer': say(
    'The server does not finish a command',
    (f) =>
      f['mute'] === true
        ? `“${f['command'] ?? ''}” wrote nothing for ${f['seconds'] ?? '?'} s.`
        : `“${f['command'] ?? ''}” did not end within ${f['seconds'] ?? '?'} s.`,
    'An answer in time.',
    'Check the load of the server, then try again.',
  ),
  'appliance.busy': say(
    'The server is busy',
    (f) => `“${f['command'] ?? ''}” was put off: the server is restarting or at other work.`,
    'A server without another backup, restore or update under way.',
    'Wait until it is finished, then try again.',
  ),
  'appliance.no-command': say(
    'There is no command for this on the server',
    (f) =>
      f['command'] === undefined
        ? `The profile has no command for “${f['operation'] ?? ''}”.`
        : `The server does not know “${f['command']}”${tail(f, 'seen')}.`,
    'A command of the server that tells it.',
    'Look it up on the server yourself, or put the command into the profile.',
  ),
  'version.unreadable': say(
    'A version could not be read',
    (f) => `The ${f['side'] === 'target' ? 'new' : 'old'} server says “${f['seen'] ?? ''}”.`,
    'A version such as 5.2.0.6 or 2604.0.1.0.',
    'Look at the lower right corner of the server’s web page and ask support which version it is.',
  ),
  'version.not-allowed': (f) => ({
    title:
      f['verdict'] === 'unknown'
        ? 'It is not known whether these versions go together'
        : 'These versions do not go together',
    seen: `Old server ${f['source'] ?? '?'}, new server ${f['target'] ?? '?'}.${
      f['reason'] === undefined ? '' : ` ${f['reason']}`
    }`,
    needed:
      'The same version on both, at least 5.2.0.6, or a pair of newer releases that the vendor names.',
    todo: `${
      f['instead'] ??
      'Update the old server to the version of the new one, or deploy a new server with the version of the old one.'
    } Nothing was changed.`,
  }),
  'preflight.blocked': (f) => {
    const parts = [f['unanswered'], f['unfulfilled']].filter((part) => part !== undefined);
    return {
      title: 'A check found something that has to be settled first',
      seen: `${f['errors'] ?? 'Some'} of the checks ${f['errors'] === 1 ? 'blocks' : 'block'}${
        parts.length === 0 ? tail(f, 'ids') : `: ${parts.join(', ')}`
      }.`,
      needed: 'No check that blocks.',
      todo: `${
        f['unanswered'] === undefined
          ? ''
          : 'Say how it is where nobody has answered: “statements” in the plan’s “answers”, or --answers FILE. '
      }${
        f['unanswered'] !== undefined && f['unfulfilled'] === undefined
          ? 'Then check again.'
          : 'Settle what the list says, then check again.'
      } Nothing was changed.`,
    };
  },
  'backup.failed': ({ side, deleted, ...f }) => ({
    title: `The ${side === 'target' ? 'new' : 'old'} server could not create the backup`,
    seen: `The backup ended as “failed”${tail(f, 'reason')}. ${deleted === false ? 'It could not be deleted there and stays until the next try.' : 'It was deleted there.'}`,
    needed: 'A backup that becomes ready.',
    todo: `Look at room and services of the ${side === 'target' ? 'new' : 'old'} server. Trying again asks for a new backup with a new key; the kit and the key of this one are worthless.`,
  }),
  'backup.vanished': say(
    'The backup is no longer there',
    (f) => `The old server has no backup ${f['id'] ?? ''}.`,
    'The backup that this migration had asked for.',
    'Somebody may have deleted it. Make a new backup, with a new key; the saved key belongs to the deleted one.',
  ),
  'backup.needed': say(
    'The backup is still needed',
    () => 'There is no backup yet, or a restore of it may be at work or is done.',
    'A backup that has not been restored.',
    'Go on without asking for a new backup.',
  ),
  'key.rejected': say(
    'This is not the key',
    () => 'What was given, ten times, is not the key that the old server showed.',
    'The System Backup Key, exactly as shown.',
    'Trying again asks for a new backup with a new key. Throw the kit of this one away.',
  ),
  'key.not-proven': say(
    'The key was not proven saved',
    () => 'The key was not typed back.',
    'Proof that the key is saved, before the backup begins.',
    'Have a place ready for the key. Trying again shows a new one.',
  ),
  'key.wrong': say(
    'The key does not open the backup',
    (f) =>
      f['by'] === 'target'
        ? 'It is the key that the old server showed, and the new server rejects it all the same.'
        : 'What was given is not the key that the old server showed for this backup. The new server has not seen it.',
    'The key that was shown for this very backup.',
    'Look for the recovery kit of this backup. If it is lost or its key is rejected, make a new backup while the old server is alive.',
  ),
  'key.lost': say(
    'Without its key the backup is useless',
    (f) =>
      `Nobody has the System Backup Key of ${f['backup'] ?? 'the backup'}; neither this program nor a server keeps it.`,
    'The System Backup Key of this very backup.',
    'Make a new backup, with a new key, while the old server is alive.',
  ),
  'kit.not-one': say(
    'This is not a recovery kit',
    (f) => `${f['file'] ?? 'The file'}: ${f['seen'] ?? 'something else'}.`,
    'A recovery kit as this program saves it: a .txt, .html or .pdf file.',
    'Choose the recovery kit, or type the key as the kit or its QR code shows it.',
  ),
  'kit.damaged': say(
    'The recovery kit is damaged',
    (f) => `${f['file'] ?? 'The kit'}: ${f['seen'] ?? 'its parts do not fit together'}.`,
    'The kit as it was saved.',
    'Take another copy of the kit. While the key is still to be saved, save the kit again.',
  ),
  'kit.other-backup': say(
    'This is the kit of another backup',
    (f) =>
      `The kit is that of ${f['seen'] ?? 'another backup'}${f['expected'] === undefined ? '' : `, not of ${f['expected']}`}.`,
    'The kit of the backup that is meant: each backup has a key of its own.',
    'Choose the kit of this very backup.',
  ),
  'kit.form': say(
    'The kit cannot be made in this form',
    (f) => `${f['file'] ?? 'The kit'}: ${f['seen'] ?? 'an unknown form'}.`,
    'A name that ends in .txt or .html; in the window also .pdf.',
    'Choose another name.',
  ),
  'kit.no-printer': say(
    'Nothing was printed',
    (f) => `${f['seen'] ?? 'The system has no printer'}.`,
    'A printer that this computer can use.',
    'Save the kit as PDF and print it elsewhere, or write the key down by hand.',
  ),
  'clipboard.refused': say(
    'The clipboard did not take it',
    (f) => `${f['seen'] ?? 'What was copied is not in the clipboard'}.`,
    'A clipboard that programs can write to; remote desktops may switch that off.',
    'Save the recovery kit, or write the key down by hand.',
  ),
  'transfer.source-file-missing': say(
    'The file is not there',
    (f) => `There is no file ${f['path'] ?? ''} on the server.`,
    'The backup file.',
    'Somebody may have deleted it. Start a new migration to make a new backup.',
  ),
  'transfer.hash-mismatch': say(
    'The file changed on its way',
    (f) => `SHA-256 is ${String(f['seen'] ?? '').slice(0, 16)}… at ${f['where'] ?? 'one end'}.`,
    'The same SHA-256 on the old server, here and on the new server.',
    'The copy was set aside. Trying again moves the file anew; if it happens again, suspect a disk or a link.',
  ),
  'transfer.no-space': say(
    'There is no room left',
    (f) =>
      `The disk of ${f['where'] ?? 'the receiving end'} is full${typeof f['missing'] === 'number' ? `: ${formatBytes(f['missing'])} are missing` : ''}.`,
    'Room for all that is to be moved.',
    'Make room, then try again: what was moved is kept.',
  ),
  'transfer.other-file': say(
    'This is not the backup',
    (f) =>
      `The file has ${f['seen'] ?? 'other bytes'}; the backup has ${f['expected'] ?? 'others'}.`,
    'The file of this very backup, unchanged.',
    'Choose the file of this very backup. Where it is the right one, it was damaged on its way: bring it again.',
  ),
  'transfer.not-there': say(
    'The file is not there yet',
    (f) => `The new server has no file ${f['path'] ?? ''}${tail(f, 'seen')}.`,
    'The backup, whole and unchanged, under this very name.',
    'Put it there, or wait until it has arrived, then look again.',
  ),
  'transfer.failed': say(
    'The file could not be moved',
    (f) => `The transfer stopped${tail(f, 'seen')}.`,
    'A file that stays as it is while it is moved.',
    'Try again: what was moved is kept.',
  ),
  'archive.file-differs': say(
    'Another file is in the place of one that is to be saved',
    (f) =>
      `${f['file'] ?? 'A file'} is there already and is not what the server has${tail(f, 'seen')}.`,
    'A folder in which nothing has to be overwritten.',
    'Nothing was overwritten. Choose another folder, or move the file away and run the command again; a log that grew since looks like this too.',
  ),
  'archive.file-gone': say(
    'A file is no longer on the server',
    (f) => `${f['path'] ?? 'A file'} was in the server’s list and then not there.`,
    'Every file of the list.',
    'Servers throw old logs away. Run the command again for a new list; what is saved is kept.',
  ),
  'archive.folder-in-use': say(
    'Another program saves files into this folder',
    (f) =>
      `Process ${f['pid'] ?? '?'} on ${f['host'] ?? '?'} holds ${f['folder'] ?? 'the folder'}.`,
    'One program at a time.',
    'Wait until it has ended, or choose another folder.',
  ),
  'restore.failed': say(
    'The new server could not restore the backup',
    (f) => `The restore ended as “failed”${tail(f, 'reason')}.`,
    'A restore that ends as done.',
    'The old server is unchanged and still serves the clients. Look at the cause, then try again, or start anew with a fresh new server. Nothing is restored again without your confirmation.',
  ),
  'restore.not-ready': (f) => ({
    title: 'The new server is not ready for the restore',
    ...(f['services'] === undefined
      ? {
          seen: `It has ${formatBytes(Number(f['freeBytes'] ?? 0))} free.`,
          needed: `${formatBytes(Number(f['neededBytes'] ?? 0))} free: for what the backup unpacks to.`,
          todo: 'Make room on the new server, or enlarge its disk, then try again. Nothing was restored.',
        }
      : {
          seen: `These services do not run on it: ${f['services']}.`,
          needed: 'All its services running.',
          todo: 'Start them on the new server’s console, or restart it, then try again. Nothing was restored.',
        }),
  }),
  'restore.by-others': say(
    'Somebody else has begun other work on the new server',
    (f) =>
      f['backup'] === undefined
        ? `Restore ${f['job'] ?? ''} there is “${f['state'] ?? ''}”${f['startedAt'] === undefined ? '' : `, begun at ${f['startedAt']}`}. This migration did not ask for it.`
        : `It is making a backup of its own, ${f['backup']}.`,
    'A new server on which nothing but this migration works.',
    'Find out who works there, and wait until that is over. Going on looks again, and restores nothing without your confirmation.',
  ),
  'restore.refused': say(
    'The restore was not confirmed',
    (f) =>
      `What was typed is not the name of the new server${f['name'] === undefined ? '' : `, ${f['name']}`}.`,
    'The name of the new server, typed by you.',
    'Try again when you are sure that this server may be overwritten.',
  ),
  'verify.counts-differ': say(
    'The new server does not have everything',
    (f) => `Different: ${f['differences'] ?? ''}.`,
    'At least what the old server had when the backup began, and the same version.',
    'If the old server is still on, leave it on. Compare both servers; it may help to start anew with a fresh new server.',
  ),
  'verify.service-down': say(
    'A service does not run on the restored server',
    (f) => `Down: ${f['services'] ?? ''}. It ran before the restore.`,
    'Every service running that ran before.',
    'On the new server’s console look at the disk’s room and the log, and start the service again, or restart the server: a database (mysql, mariadb) that is down after a restore often needs no more. Then go on: the new server is compared again, and nothing is restored again.',
  ),
  'cutover.still-answering': say(
    'The old server still answers',
    (f) =>
      `${at(f)} still answers${f['seconds'] === undefined ? '' : ` after ${f['seconds']} s`}${f['by'] === undefined ? '' : ` (${f['by']})`}${f['mac'] === undefined ? '' : `, network card ${f['mac']}`}.`,
    'Silence at the old address before the new server may take it.',
    'Power the old server off, or take it off the network, in the management page of your virtual machines. Two servers at one address harm each other.',
  ),
  'cutover.address-silent': say(
    'Nobody answers at the old address',
    (f) =>
      `${at(f)} does not answer${f['seconds'] === undefined ? '' : ` after ${f['seconds']} s`}.`,
    'The new server at the old address.',
    'Look at the network settings on the new server’s console; then try again. Where a router lies in between, it may look for the old network card for some minutes more.',
  ),
  'cutover.cut-off': say(
    'Neither server answers',
    (f) => `The old server is silent, and so is the new one at ${at(f)}.`,
    'An answer from the new server, so that the silence of the old one proves something.',
    'This computer may be cut off from their network. Look at that, then try again.',
  ),
  'cutover.wrong-identity': say(
    'Somebody else answers at the old address',
    (f) => `${at(f)} ${identityWords(String(f['seen'] ?? '?'), knownWords(f))}.`,
    'The new server itself, by what was accepted of it before.',
    'Stop. Find out which machine has this address before any client connects.',
  ),
  'cutover.source-back': say(
    'The old server is back',
    (f) =>
      f['mac'] === undefined
        ? `${at(f)} shows the ${knownWords(f)} of the old server.`
        : `${at(f)} leads to ${f['mac']}, the network card of the old server.`,
    'The new server alone at this address.',
    'Power the old server off at once, and switch off its automatic start. The new server has the address, or is about to; when the old one is off, go on.',
  ),
  'cutover.address-taken': say(
    'A third machine has the old address',
    (f) =>
      `At ${at(f)} somebody answers who is neither of the two servers${f['seen'] === undefined ? '' : `: ${knownWords(f)} ${f['seen']}`}${f['mac'] === undefined ? '' : `; network card ${f['mac']}`}.`,
    'Nobody at the old address before the new server takes it.',
    'Find this machine, and give it another address. The new server was not moved. Then go on.',
  ),
  'cutover.stale-neighbour': say(
    'This computer still looks for the old server’s network card',
    (f) =>
      `Nobody answers at ${at(f)}${f['seconds'] === undefined ? '' : ` after ${f['seconds']} s`}, and the table of neighbours still leads to ${f['mac'] ?? 'the old card'}.`,
    'The new server’s network card in the table of neighbours of this computer and of its gateway.',
    'Wait some minutes, or take the entry out: “sudo ip neigh del ADDRESS dev DEVICE” on Linux, “arp -d ADDRESS” as administrator on macOS and Windows. If the new server has gone back meanwhile, it is moved anew.',
  ),
  'cutover.went-back': say(
    'The new server went back to its own address',
    (f) =>
      `The new server answers at ${at(f)}: nobody confirmed its new address in time, so it took its own again.`,
    'A login at the old address within the time that the plan allows.',
    'Nothing is lost. Look whether this computer reaches the old address at all; going on moves it anew.',
  ),
  'cutover.declined': say(
    'The cutover was not confirmed',
    (f) =>
      f['name'] === undefined
        ? 'The question was declined.'
        : `What was typed is not the name of the old server, ${f['name']}.`,
    'Your confirmation.',
    'Nothing was changed by this. Where the old server is off already, clients reach nobody until you go on or power it on again.',
  ),
  'cutover.drift': (f) => {
    const changed = String(f['changed'] ?? '').split(', ');
    return {
      title: 'Something has changed since the backup',
      seen: `Not as it was: ${changed.map(driftName).join(', ')}. Nothing is cut over.`,
      needed:
        'The servers as they were when the backup began, or your word that what has changed may be left behind.',
      todo: changed.includes('source-silent')
        ? 'Look in the hypervisor whether the old server runs, and whether this computer reaches its network.'
        : changed.includes('restore')
          ? 'Find out who restored there and what is on the new server now. Do not cut over before you know.'
          : 'What came to the old server since the backup is not on the new one: for that make a new migration with a new backup. Or go on and accept it.',
    };
  },
  'clients.not-off': say(
    'Clients are not kept away from the new server',
    (f) => `Client communication on ${f['name'] ?? 'the new server'} is not off.`,
    'No client that reaches the new server before it is restored and verified: what it reports is mixed with what is restored.',
    'Switch client communication off on its web page, or keep clients away by a firewall. Then go on.',
  ),
  'clients.not-on': say(
    'Clients cannot reach the new server yet',
    (f) => `Client communication on ${f['name'] ?? 'the new server'} is not on.`,
    'A new server that lets clients in: it is verified and has its place.',
    'Switch client communication on at its web page, and open the firewall where it was closed. Then go on.',
  ),
  'migration.not-found': say(
    'There is no such migration',
    (f) => `No migration “${f['id'] ?? ''}” was found.`,
    'The id of a migration on this computer.',
    'List them with “epp-migrate status”.',
  ),
  'migration.journal-damaged': say(
    'The journal of this migration is damaged',
    (f) => `Line ${f['line'] ?? '?'} of ${f['file'] ?? 'the journal'} cannot be read.`,
    'An undamaged journal.',
    'Nothing was done. Restore the file from a backup, or start a new migration and delete the old backup on the server.',
  ),
  'migration.locked': say(
    'Another program is running this migration',
    (f) => `Process ${f['pid'] ?? '?'} on ${f['host'] ?? '?'} holds it since ${f['since'] ?? '?'}.`,
    'One program at a time.',
    'Go on there, or end that program first.',
  ),
  'migration.storage': say(
    'A file of this program cannot be written',
    (f) => `${f['path'] ?? 'The folder'}${tail(f, 'seen')}.`,
    'A folder with room that this user may write to.',
    'Make room or set EPP_MIGRATE_HOME to another folder, then try again.',
  ),
  'migration.cancelled': say(
    'Cancelled',
    () => 'The run was ended by you.',
    'Nothing.',
    'Go on whenever you like.',
  ),
  'migration.waiting': say(
    'A person is needed',
    (f) => `Nobody is there to answer: ${questionWords[String(f['question'])] ?? 'a question'}.`,
    'A terminal, or the answer given beforehand.',
    'Run “epp-migrate resume” in a terminal.',
  ),
  'plan.invalid': (f) =>
    f['unset'] === undefined
      ? {
          title: 'The plan is not valid',
          seen: `${f['where'] ?? ''}: ${f['seen'] ?? ''}.`,
          needed: 'A plan as “epp-migrate plan validate” accepts it.',
          todo: 'Correct it and start again.',
        }
      : {
          title: 'A secret that the plan names is not there',
          seen: `${f['unset']} is not set; the plan names it at ${f['where']}.`,
          needed: 'The variable that the plan names, with the secret in it.',
          todo: 'Export the variable, then start again; or write {"prompt": true} there to be asked for it.',
        },
  'rules.invalid': say(
    'The rules on which versions go together cannot be used',
    (f) => `${f['file'] ?? 'The file'}${tail(f, 'where')}${tail(f, 'seen')}.`,
    'A rule set in the form of compatibility.schema.json, at most 1 MB, each of its rules able to decide a pair.',
    'Correct the file, or take it out of the data folder: the rules of this program are then used again.',
  ),
  'file.damaged': say(
    'A file of this program is damaged',
    (f) => `${f['file'] ?? 'The file'}: ${f['seen'] ?? 'unreadable'}.`,
    'The file as this program has written it. A damaged one is never taken for an empty one.',
    'Move the file away and try again: what was in it is then asked for anew. Compare host keys again, too.',
  ),
  'file.unreadable': say(
    'The file cannot be read',
    (f) => `${f['file'] ?? ''}${tail(f, 'seen')}.`,
    'A file that this user may read.',
    'Check name and rights.',
  ),
  'file.unwritable': say(
    'The file cannot be written',
    (f) => `${f['file'] ?? ''}${tail(f, 'seen')}.`,
    'A folder with room that this user may write to.',
    'Choose another place.',
  ),
  'file.not-a-file': say(
    'This is not a file',
    (f) => `${f['file'] ?? ''} is ${f['seen'] ?? 'something else'}.`,
    'A regular file.',
    'Choose the backup file itself.',
  ),
  'library.no-folder': say(
    'This is not a folder that can be looked into',
    (f) => `${f['folder'] ?? ''}${tail(f, 'seen')}.`,
    'A folder or a mounted share that this user may read.',
    'Choose the folder that holds the backups; connect to the share first.',
  ),
  'contract.bad-input': say(
    'The request makes no sense',
    (f) => `${f['where'] ?? ''}: ${f['seen'] ?? ''}.`,
    'Input as the program expects it.',
    'If you did nothing unusual, this is a fault in the program: please report it.',
  ),
  'worksheet.secret': say(
    'A secret does not belong into the worksheet',
    ({ part, seen }) =>
      `${partWords[String(part)] ?? 'The text'}: ${secretWords[String(seen)] ?? 'it looks like a secret'}.`,
    'Where it points and where the secret is kept, not the secret itself.',
    'Leave the secret out. Nothing was written down.',
  ),
  'usage.wrong': say(
    'That is not how the command is used',
    (f) => `${f['seen'] ?? ''}`,
    'A command with its arguments.',
    'See “epp-migrate --help”.',
  ),
  'internal.unexpected': say(
    'Something went wrong in this program',
    (f) => `${f['message'] ?? ''}`,
    'This should not happen.',
    'Nothing is lost: the journal holds what was done. Try again, and please report it.',
  ),
};

/** The sentences for a failure. */
export const describeFailure = (failure: Failure): FailureWords =>
  words[failure.code](failure.facts);
