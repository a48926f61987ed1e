import { type Command, Option } from 'commander';
import { savedKinds } from '../../shared/archiving';
import { fail } from '../../shared/failure';
import type { ArchiveOptions, Choice } from './choice';
import { environmentHelp, filesHelp } from './help-text';
import {
  again,
  asTyped,
  collect,
  json,
  readFingerprint,
  readHost,
  readHostKey,
} from './option-values';
import { profileOption } from './profile-option';

type Choose = (choice: Choice) => void;

/** `connect`. */
export const describeConnect = (command: Command, choose: Choose): Command =>
  aboutOneServer(
    command
      .description('test the connection to a server, stage by stage; changes nothing there')
      .addOption(profileOption()),
  ).action((host, options) => choose({ command: 'connect', host, options }));

/** `archive`. */
export const describeArchive = (command: Command, choose: Choose): Command =>
  aboutOneServer(
    command
      .description('save what a migration leaves behind, or list it; changes nothing on the server')
      .option('--to <folder>', 'where the files go, and SHA256SUMS with them')
      .addOption(
        new Option('--kind <kind>', `only files of this kind; ${again}`)
          .choices(savedKinds)
          .argParser(collect(readKind)),
      )
      .option('--list', 'list the files, download nothing')
      .addOption(profileOption()),
  ).action((host, options) => choose({ command: 'archive', host, options: complete(options) }));

const readKind = (text: string) =>
  savedKinds.find((kind) => kind === text) ??
  fail('usage.wrong', { seen: `There is no kind “${text}”; there are ${savedKinds.join(', ')}.` });

function complete(options: ArchiveOptions): ArchiveOptions {
  if (options.to !== undefined && options.list === true)
    fail('usage.wrong', { seen: '--list saves nothing: leave out --to, or --list.' });
  if (options.to === undefined && options.list !== true)
    fail('usage.wrong', { seen: '--to is missing: the folder to save into; or use --list.' });
  return options;
}

/** The server, the way to it and what is known of it. */
export const aboutOneServer = (command: Command) =>
  command
    .argument('<host>', 'host, user@host, user@host:port or a name from ~/.ssh/config', readHost)
    .option(
      '--key <file>',
      `private key, instead of those of ~/.ssh/config; ${again}`,
      collect(asTyped),
    )
    .option('--jump <host>', `[user@]host[:port] to go through; ${again}`, collect(readHost))
    .option('--agent <path>', 'socket or pipe of the SSH agent to ask')
    .option('--no-agent', 'ask no SSH agent')
    .option('--agent-key <SHA256:…>', 'offer only this key of the agent', readFingerprint)
    .option('--accept-key <fingerprint>', 'host key, as SHA256:… or MD5:…', readHostKey)
    .option(
      '--accept-jump-key <fingerprint>',
      `host key of a jump host; ${again}`,
      collect(readHostKey),
    )
    .option('--replace-key <name>', 'accept the changed key of this host', collect(asTyped))
    .option('--allow-legacy', 'allow weak algorithms where nothing else is in common')
    .option('--once', 'accept host keys for this time only')
    .addOption(json())
    .addHelpText('after', `\n${filesHelp}\n\n${environmentHelp}`);
