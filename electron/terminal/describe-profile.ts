import type { Command } from 'commander';
import { fail } from '../../shared/failure';
import type { Choice, ProfileTryOptions } from './choice';
import { aboutOneServer } from './describe-server';
import { again, asTyped, collect, json } from './option-values';

/** The commands for people who know an appliance's commands. */
export function describeProfile(profile: Command, choose: (choice: Choice) => void): void {
  profile.description(
    'make, check and try profiles, which say which command of a server does what',
  );
  profile
    .command('init')
    .description('write a profile to begin with: each operation explained, none known yet')
    .argument('<name>', 'how the profile shall be called')
    .option('-o, --output <file>', 'write it there instead of on stdout')
    .action((name, options) => choose({ command: 'profile-init', name, options }));
  profile
    .command('schema')
    .description('print the JSON Schema of profiles, for editors')
    .action(() => choose({ command: 'profile-schema' }));
  profile
    .command('check')
    .description('say all faults of a profile, or show every command as it will be quoted')
    .argument('<file>', 'the profile, or the name of one')
    .option(
      '--answer <operation=file>',
      `show what is read of an answer in a file, of a manual or a screen; ${again}`,
      collect(readKept),
    )
    .addOption(json())
    .action((file, options) => choose({ command: 'profile-check', file, options }));
  aboutOneServer(
    profile
      .command('try')
      .description('run the commands of a profile that change nothing, and show what is read')
      .argument('<file>', 'the profile, or the name of one'),
  )
    .option('--operation <name>', `only this operation; ${again}`, collect(asTyped))
    .option(
      '--value <name=value>',
      `a value for operations that need it; ${again}`,
      collect(readValue),
    )
    .option('--record <file>', 'write a recording without names, addresses and keys there')
    .action((file, host, options: ProfileTryOptions) =>
      choose({ command: 'profile-try', file, host, options }),
    );
  profile
    .command('export')
    .description('write a profile as one file with its hash, to mail it')
    .argument('<file>', 'the profile, or the name of one')
    .option('-o, --output <file>', 'write it there instead of on stdout')
    .action((file, options) => choose({ command: 'profile-export', file, options }));
}

function readKept(text: string): readonly [string, string] {
  const [, operation, file] = /^(\w+)=(.+)$/.exec(text) ?? [];
  return operation === undefined || file === undefined
    ? fail('usage.wrong', { seen: '--answer is an operation, then = and a file.' })
    : [operation, file];
}

function readValue(text: string): readonly [string, string] {
  const [, name, value] = /^(id|file|address|since)=(.{1,1000})$/.exec(text) ?? [];
  return name === undefined || value === undefined
    ? fail('usage.wrong', { seen: '--value is id=…, file=…, address=… or since=….' })
    : [name, value];
}
