import { createReadStream } from 'node:fs';
import { fail } from '../../../shared/failure';
import {
  type PlanSecretName,
  type PlanSecrets,
  planSecretNames,
  type SecretSource,
} from '../../../shared/plan-file';
import { type EnvironmentSecrets, variables } from '../environment';

/** Where secrets can come from. */
export type SecretDesk = {
  /** Secrets of the usual variables, which a plan's own word replaces. */
  readonly usual: EnvironmentSecrets;
  /** Takes a variable out of the environment. */
  readonly takeVariable: (name: string) => string | undefined;
  readonly stdin: NodeJS.ReadStream;
};

const mostBytes = 65_536;

/** Gets the secrets that a plan names from where it says; throws `plan.invalid` where one is not there. */
export async function openSecrets(
  wanted: PlanSecrets,
  desk: SecretDesk,
): Promise<EnvironmentSecrets> {
  const linesOf = lineReaders(desk);
  const taken: Partial<Record<PlanSecretName, string | undefined>> = {};
  for (const name of planSecretNames) {
    const source = wanted[name];
    if (source) taken[name] = await take(name, source, desk, linesOf);
  }
  const { usual } = desk;
  const chosen = (name: PlanSecretName, otherwise: string | undefined): string | undefined =>
    name in taken ? taken[name] : otherwise;
  return {
    passwords: {
      ...usual.passwords,
      source: chosen('sourcePassword', usual.passwords.source),
      target: chosen('targetPassword', usual.passwords.target),
      jump: chosen('jumpPassword', usual.passwords.jump),
    },
    passphrase: chosen('passphrase', usual.passphrase),
    backupKey: usual.backupKey,
  };
}

type NextLine = (from: 'stdin' | number, where: string) => Promise<string>;

async function take(
  name: PlanSecretName,
  source: SecretSource,
  { takeVariable, stdin }: SecretDesk,
  nextLine: NextLine,
): Promise<string | undefined> {
  const where = `secrets.${name}`;
  if ('prompt' in source) return undefined;
  if ('env' in source) return takeVariable(source.env) ?? unset(`${where}.env`, source.env);
  if ('fd' in source) return await nextLine(source.fd, `${where}.fd`);
  if (stdin.isTTY === true) missing(`${where}.stdin`, 'stdin is a terminal; use {"prompt": true}');
  return await nextLine('stdin', `${where}.stdin`);
}

/** Hands out the lines of each descriptor one after the other. */
function lineReaders({ stdin }: SecretDesk): NextLine {
  const opened = new Map<'stdin' | number, Promise<string[]>>();
  return async (from, where) => {
    const reading =
      opened.get(from) ??
      readLines(from === 'stdin' ? stdin : createReadStream('', { fd: from }), where);
    opened.set(from, reading);
    return (await reading).shift() || missing(where, 'no line is left there');
  };
}

async function readLines(stream: AsyncIterable<unknown>, where: string): Promise<string[]> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of stream) {
      chunks.push(Buffer.from(chunk as Buffer));
      bytes += (chunk as Buffer).length;
      if (bytes > mostBytes) break;
    }
  } catch (thrown) {
    missing(where, `it cannot be read: ${(thrown as NodeJS.ErrnoException).code ?? 'unknown'}`);
  }
  if (bytes > mostBytes) missing(where, `there are more than ${mostBytes} bytes`);
  return Buffer.concat(chunks).toString('utf8').split(/\r?\n/);
}

const missing = (where: string, seen: string): never => fail('plan.invalid', { where, seen });

/** Only a usual name is said: of any other somebody may have written the secret in its place. */
const unset = (where: string, name: string): never =>
  fail('plan.invalid', {
    where,
    seen: 'this variable is not set',
    unset: Object.hasOwn(variables, name) ? name : 'The variable',
  });
