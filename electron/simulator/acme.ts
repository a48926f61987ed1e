import { acmeTexts } from './acme-texts';
import { readArguments, type Shape, wordsOf } from './arguments';
import type { CommandContext } from './command';
import { type CommandAnswer, runCommand } from './command-line';
import { type ErrorWord, Refusal, refuse } from './refusal';
import { shellAnswer } from './shell-words';

/**
 * The made-up appliance “Acme Guard”: the same machine with other commands and other output, so that a profile can be tried that
 * nobody of this program wrote. What it understands is in `test/acme/COMMANDS.md`, as its vendor would say it.
 */

/** Its own exit codes. */
const exits: Readonly<Record<ErrorWord, number>> = {
  usage: 10,
  refused: 11,
  'not-found': 12,
  busy: 13,
  'wrong-key': 14,
  'no-space': 15,
  corrupt: 16,
  version: 17,
  restarting: 18,
};

const errorTexts: Readonly<Record<ErrorWord, string>> = {
  usage: 'I do not understand this',
  refused: 'not possible now',
  'not-found': 'no such thing',
  busy: 'busy with another job',
  'wrong-key': 'this key does not fit',
  'no-space': 'no room left',
  corrupt: 'the file is damaged',
  version: 'the file is of another release',
  restarting: 'starting up, please wait',
};

type Given = Readonly<Record<string, string>>;
/** What is asked of the machine itself, and how its answer is told. */
type AcmeCommand = Shape & {
  readonly asks: (given: Given) => readonly string[];
  readonly tells: (answer: readonly Given[], given: Given) => string;
};

const reads = (name: string, tells: AcmeCommand['tells']): AcmeCommand => ({
  asks: () => name.split(' '),
  tells,
});
const number = (id: string | undefined): string => `b-${id ?? ''}`;

const networkOf = ({ 'ADDRESS/PREFIX': place = '', gw = '', dns = '' }: Given): string[] => {
  const [address = '', prefix = ''] = place.split('/');
  return ['network', 'set-address', address, '--prefix', prefix, '--gateway', gw, '--dns', dns];
};

/** Every command by its words after `acme`. */
const commands: Readonly<Record<string, AcmeCommand>> = {
  'show system': reads('identity', acmeTexts.system),
  'show network': reads('network', acmeTexts.network),
  'show storage': reads('disk', acmeTexts.storage),
  'show objects': reads('counts', acmeTexts.objects),
  'show hardware': reads('machine', acmeTexts.hardware),
  'show services': reads('services', acmeTexts.services),
  'show patches': reads('patches', acmeTexts.patches),
  'show licence': reads('licence', acmeTexts.licence),
  'show agents': reads('clients', acmeTexts.agents),
  'show certificate': reads('certificate', acmeTexts.certificate),
  'show log': {
    options: ['after'],
    asks: ({ after = '' }) => ['logs', '--since', after],
    tells: acmeTexts.log,
  },
  'agents list': {
    options: ['after'],
    asks: ({ after = '' }) => ['clients', 'seen', '--since', after],
    tells: acmeTexts.agentList,
  },
  'agents allow': reads('clients enable', () => 'Agents are allowed.\n'),
  'agents block': reads('clients disable', () => 'Agents are blocked.\n'),
  'job new': {
    values: ['NAME'],
    options: ['note'],
    asks: ({ NAME = '', note = '' }) => [
      ...['backup', 'prepare', '--name', NAME, '--description', note],
    ],
    tells: acmeTexts.newJob,
  },
  'job go': {
    values: ['JOB'],
    asks: ({ JOB }) => ['backup', 'start', number(JOB)],
    tells: (_answer, { JOB }) => `Job ${JOB} is running.\n`,
  },
  'job show': {
    values: ['JOB'],
    asks: ({ JOB }) => ['backup', 'status', number(JOB)],
    tells: acmeTexts.job,
  },
  'job list': reads('backup list', acmeTexts.jobs),
  'job drop': {
    values: ['JOB'],
    asks: ({ JOB }) => ['backup', 'delete', number(JOB)],
    tells: (_answer, { JOB }) => `Job ${JOB} is gone.\n`,
  },
  'restore from': {
    values: ['FILE'],
    options: ['tag'],
    asks: ({ FILE = '', tag = '' }) => ['backup', 'import', FILE, '--request', tag],
    tells: acmeTexts.restoring,
  },
  'restore status': reads('restore status', acmeTexts.restore),
  checksum: {
    values: ['FILE'],
    asks: ({ FILE = '' }) => ['hash', FILE],
    tells: acmeTexts.checksum,
  },
  'set network': {
    values: ['ADDRESS/PREFIX'],
    options: ['gw', 'dns'],
    optional: ['for'],
    asks: (given) => [
      ...networkOf(given),
      ...(given['for'] === undefined ? [] : ['--revert-after', given['for'].replace(/s$/, '')]),
    ],
    tells: () => 'OK, the network changes now.\n',
  },
  'keep network': reads('network confirm', () => 'OK, the network stays.\n'),
  'probe neighbour': {
    values: ['ADDRESS'],
    asks: ({ ADDRESS = '' }) => ['network', 'neighbour', ADDRESS],
    tells: acmeTexts.neighbour,
  },
  halt: reads('power off', () => 'Good night.\n'),
};

/** Runs a command line on a machine as Acme Guard does. */
export async function acme(line: string, context: CommandContext): Promise<CommandAnswer> {
  try {
    const words = wordsOf(line);
    const byShell = shellAnswer(words);
    if (byShell !== undefined) return { stdout: byShell, stderr: '', exitCode: 0 };
    const [program, first = '', second = ''] = words;
    const long = `${first} ${second}`;
    const name = Object.hasOwn(commands, long) ? long : first;
    const command =
      program === 'acme' && Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!command) return refuse('usage', words.join(' '));
    const given = readArguments(words.slice(1 + name.split(' ').length), command);
    const answer = await runCommand(['eppctl', ...command.asks(given)], context);
    if (answer.exitCode !== 0) return negative(wordOf(answer));
    const entries = entriesOf(answer.stdout);
    // What the fault `babble` makes of an answer comes as it is.
    if (!entries) return answer;
    return { stdout: command.tells(entries, given), stderr: '', exitCode: 0 };
  } catch (thrown) {
    if (thrown instanceof Refusal) return negative(thrown.word);
    throw thrown;
  }
}

function entriesOf(text: string): readonly Given[] | undefined {
  try {
    return text
      .split('\n')
      .filter((each) => each !== '')
      .map((each) => JSON.parse(each) as Given);
  } catch {
    return undefined;
  }
}

const wordOf = ({ stderr }: CommandAnswer): ErrorWord =>
  (JSON.parse(stderr) as { readonly error: ErrorWord }).error;

/** It complains on its standard output. */
const negative = (word: ErrorWord): CommandAnswer => ({
  stdout: `acme: E${exits[word]} ${errorTexts[word]}\n`,
  stderr: '',
  exitCode: exits[word],
});
