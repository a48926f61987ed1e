import { type Command, Option } from 'commander';
import { savedKinds } from '../../shared/archiving';
import { fail } from '../../shared/failure';
import type { ArchiveOptions, Choice, ProbeOptions } from './choice';
import { environmentHelp, filesHelp } from './help-text';
import {
  again,
  asTyped,
  collect,
  json,
  readFingerprint,
  readHost,
  readHostKey,
  readVersion,
  readWebHost,
} from './option-values';

type Choose = (choice: Choice) => void;

/** `connect`. */
export const describeConnect = (command: Command, choose: Choose): Command =>
  aboutOneServer(
    command.description('test the connection to a server, stage by stage; changes nothing there'),
  ).action((host, options) => choose({ command: 'connect', host, options }));

/** `probe`. */
export const describeProbe = (command: Command, choose: Choose): Command =>
  withLogin(
    command
      .description('look at a server of which nothing is known; changes nothing there')
      .argument(
        '<host>',
        'its web console: host or host:port; 443 where there is none',
        readWebHost,
      )
      .option('--ssh <host>', 'log in too: [user@]host[:port], or from ~/.ssh/config', readHost)
      .option('--seen <version>', 'the version in the corner of its web console', readVersion),
  ).action((host, options) => choose({ command: 'probe', host, options: withSsh(options) }));

/** Options of a login go with one. */
function withSsh(options: ProbeOptions): ProbeOptions {
  const { json: _json, seen: _seen, ssh, ...login } = options;
  if (ssh === undefined && Object.keys(login).length > 0)
    fail('usage.wrong', { seen: 'This option is for a login over SSH, which --ssh names.' });
  return options;
}

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
      .option('--list', 'list the files, download nothing'),
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
const aboutOneServer = (command: Command) =>
  withLogin(
    command.argument(
      '<host>',
      'host, user@host, user@host:port or a name from ~/.ssh/config',
      readHost,
    ),
  );

/** The way to one server and what is known of it. */
const withLogin = (command: Command) =>
  command
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
