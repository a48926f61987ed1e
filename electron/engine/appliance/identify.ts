import type { Identity, Side } from '../../../shared/appliance';
import { fail } from '../../../shared/failure';
import { printable } from '../printable';
import { stageTeller, type TellStage } from '../ssh/stages';
import { outerNetwork } from './addresses';
import { networkAnswer } from './answers';
import type { ApplianceDesk } from './appliance';
import { type AskingWho, askWho } from './ask-who';
import { commandLine } from './command-line';
import type { Connection } from './connection';
import { proveShell } from './prove-shell';
import type { Rights } from './rights';
import { settleVersion } from './settle-version';

/** Whom to ask, and how. */
export type Interview = AskingWho & {
  readonly side: Side;
  readonly connection: Connection;
  readonly desk: ApplianceDesk;
  readonly rights: Rights;
};

/**
 * Asks a machine who it is, stage by stage: whether the login runs commands, whether it may do everything, which product and
 * which version. One that is `known` has shown the first two before.
 */
export async function identify(interview: Interview, known: boolean): Promise<Identity> {
  const { profile, side, login, connection, desk, rights, perform } = interview;
  const tell = stageTeller(desk, { host: login.host, port: login.port });
  if (known) {
    tell('shell', 'skipped');
    tell('privilege', 'skipped');
    await rights.prefix();
  } else await proveLogin(interview, tell);

  tell('product', 'running');
  const { version: told, ...who } = await askWho(interview, known);
  const [network] = await perform('network', networkAnswer);
  const outer = network && outerNetwork(network, login.host);
  if (!outer) {
    const command = commandLine(profile.operations.network ?? { words: [] });
    fail('appliance.answer-unreadable', { command, seen: network?.address ?? '' });
  }
  tell('product', 'done', printable(`${who.product}, ${who.hostname}`).slice(0, 200));

  tell('version', 'running');
  const version = await settleVersion(told, side, desk);
  const byPerson = version.versionFrom === 'person' ? ', read by a person' : '';
  tell('version', 'done', `${version.version}${byPerson}`);

  const { hostKey, sshServer } = connection;
  return {
    ...{ ...who, ...version, ...outer, hostKey },
    ...(sshServer === '' ? {} : { sshServer }),
  };
}

/** Both are asked at the same time; what the second one says counts only where there is a shell. */
async function proveLogin(
  { profile, login, connection, desk, rights }: Interview,
  tell: TellStage,
): Promise<void> {
  const { shell, privilege } = profile.probes;
  const early = rights.userNumber().then(
    (number) => ({ number }),
    () => undefined,
  );
  if (shell) {
    tell('shell', 'running');
    await proveShell(shell, login, connection, desk);
    tell('shell', 'done');
  } else tell('shell', 'skipped');

  if (privilege) tell('privilege', 'running');
  // A server may take one command at a time.
  const { number } = (await early) ?? { number: await rights.userNumber() };
  const found = await rights.settle(number);
  tell('privilege', found === undefined ? 'skipped' : 'done', found);
}
