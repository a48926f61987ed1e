import { confirm, input, number, select } from '@inquirer/prompts';
import type { ConsoleFields, FtpServerGiven } from '../../../shared/ftp-server';
import type { Answer, Question } from '../../../shared/migration';
import { ftpWords } from '../../../shared/words/route';
import type { Terminal } from '../terminal';
import { explainOnce, filled } from './move-by-person';
import { type PromptContext, readSecret } from './prompting';

type Asked<Kind extends Question['kind']> = Question & { readonly kind: Kind };

/** Asks which FTP server the console of a server shall use. */
export async function openFtpByPerson(
  { side, serverName, interfaces, fault }: Asked<'open-ftp'>,
  context: PromptContext,
  terminal: Terminal,
): Promise<Answer> {
  explainOnce(fault, terminal, ftpWords.title(serverName, side), [
    ftpWords.why,
    `${ftpWords.own}: ${ftpWords.ownWhy}`,
  ]);
  const by = await select(
    {
      message: 'Which FTP server?',
      choices: [
        { name: ftpWords.own, value: 'own' as const, disabled: interfaces.length === 0 },
        { name: ftpWords.other, value: 'other' as const },
      ],
    },
    context,
  );
  const server = by === 'own' ? await own(interfaces, context) : await other(context, terminal);
  return { kind: 'open-ftp', server };
}

async function own(
  interfaces: Asked<'open-ftp'>['interfaces'],
  context: PromptContext,
): Promise<FtpServerGiven> {
  const address = await select(
    {
      message: ftpWords.address,
      choices: interfaces.map((each) => ({ name: ftpWords.interface(each), value: each.address })),
    },
    context,
  );
  const port = await portOf(context);
  const message = `${ftpWords.anonymous}?`;
  const anonymous = await confirm({ message, default: false }, context);
  return { by: 'own', address, port, anonymous };
}

async function other(context: PromptContext, terminal: Terminal): Promise<FtpServerGiven> {
  const text = (message: string, given?: string): Promise<string> =>
    input({ message, validate: filled, ...(given && { default: given }) }, context);
  const host = (await text(ftpWords.host)).trim();
  const secure = await select(
    {
      message: ftpWords.secure,
      choices: (['explicit', 'implicit', 'none'] as const).map((value) => ({
        name: ftpWords.secureWays[value],
        value,
      })),
    },
    context,
  );
  const port = await portOf(context, secure === 'implicit' ? 990 : 21);
  const user = (await text(ftpWords.user)).trim();
  terminal.print(ftpWords.otherWhy);
  const secret = await readSecret(ftpWords.password, context);
  const folder = await text(ftpWords.folder, '/');
  const certificate =
    secure === 'none'
      ? ''
      : await input({ message: `${ftpWords.certificate} (empty: none)` }, context);
  return {
    ...{ by: 'other', host, port, user, secret, secure, folder },
    ...(certificate.trim() && { certificate: certificate.trim() }),
  };
}

const portOf = async (context: PromptContext, usual = 21): Promise<number> =>
  (await number({ message: ftpWords.port, default: usual, min: 1, max: 65_535 }, context)) ?? usual;

/** Tells what to type at the console, and hears when it is done there. */
export async function workAtConsole(
  { side, serverName, server, path, fault }: Asked<'use-console'>,
  fields: ConsoleFields,
  context: PromptContext,
  terminal: Terminal,
): Promise<Answer> {
  explainOnce(fault, terminal, ftpWords.consoleTitle(serverName), [
    ftpWords.console(side),
    ...(side === 'source' ? [`${ftpWords.consoleFile}: ${path}`] : []),
    ...(server === 'own' ? [ftpWords.waiting] : []),
  ]);
  for (const [name, value] of consoleRows(fields))
    terminal.print(`    ${name.padEnd(24)} ${terminal.paint('bold', value)}`);
  const action = await select(
    {
      message: 'At the console',
      choices: [
        { name: ftpWords.done(side, server), value: 'done' as const },
        { name: ftpWords.again, value: 'again' as const },
      ],
    },
    context,
  );
  return { kind: 'use-console', action };
}

/** What is typed into which field. */
const consoleRows = ({
  address,
  port,
  path,
  user,
  password,
}: ConsoleFields): readonly (readonly [string, string])[] => [
  [ftpWords.fieldAddress, address],
  [ftpWords.fieldPath, path],
  ...(user === undefined ? [] : [[ftpWords.fieldUser, user] as const]),
  ...(password === undefined ? [] : [[ftpWords.fieldPassword, password] as const]),
  ...(port === 21 ? [] : [[ftpWords.fieldPort, String(port)] as const]),
];
