import type { Side } from '../../../../shared/appliance';
import type { Facts } from '../../../../shared/facts';
import { type Failure, FailureError, isFailure } from '../../../../shared/failure';
import type { FtpServerGiven } from '../../../../shared/ftp-server';
import type { Tools } from '../step';

/** An FTP server that this program opens. */
export type OwnServer = FtpServerGiven & { readonly by: 'own' };
/** One that is there already. */
export type OtherServer = FtpServerGiven & { readonly by: 'other' };

/** Where the file is on the appliance whose console is used. */
export type Console = {
  readonly side: Side;
  readonly appliance: Facts['source'];
  readonly path: string;
};

/** What is done with the server that was chosen; undefined where another one is wanted. */
export type Ways<Value> = {
  readonly own: (server: OwnServer) => Promise<Value | undefined>;
  readonly other: (server: OtherServer) => Promise<Value | undefined>;
};

/** Asks which FTP server it shall be, until one of them has done it. */
export async function withServer<Value>(
  at: Console,
  tools: Tools,
  ways: Ways<Value>,
): Promise<Value> {
  const { side, appliance } = at;
  let fault: Failure | undefined;
  for (;;) {
    const { server } = await tools.ask<'open-ftp'>(
      {
        ...{ kind: 'open-ftp', side, serverName: appliance.hostname },
        interfaces: await tools.ftp.interfacesTowards(appliance.network.address),
        ...(fault && { fault }),
      },
      tools.signal,
    );
    fault = undefined;
    try {
      const done = await (server.by === 'own' ? ways.own(server) : ways.other(server));
      if (done !== undefined) return done;
    } catch (thrown) {
      fault = whatAPersonMends(thrown, tools);
    } finally {
      tools.consoleFields(undefined);
    }
  }
}

/** What is typed at the console, shown as long as it is asked; `check` says whether it is done, by failing where it is not. */
export async function atConsole<Value>(
  { side, appliance, path }: Console,
  fields: Parameters<Tools['consoleFields']>[0] & object,
  server: 'own' | 'other',
  tools: Tools,
  check: () => Promise<Value>,
  until?: AbortSignal,
): Promise<Value | undefined> {
  const { address, port, user, password, path: there } = fields;
  let fault: Failure | undefined;
  for (;;) {
    tools.consoleFields({ address, port, path: there, user, password });
    const { action } = await tools.ask<'use-console'>(
      {
        ...{ kind: 'use-console', side, serverName: appliance.hostname, server, path },
        ...(fault && { fault }),
      },
      until ? AbortSignal.any([tools.signal, until]) : tools.signal,
    );
    if (action === 'again') return undefined;
    try {
      return await check();
    } catch (thrown) {
      fault = whatAPersonMends(thrown, tools);
    }
  }
}

/** What somebody can put right at the console or with other settings; anything else is thrown. */
function whatAPersonMends(thrown: unknown, tools: Tools): Failure {
  if (tools.signal.aborted || !(thrown instanceof FailureError)) throw thrown;
  const { failure } = thrown;
  if (/^(ftp|transfer|file)\./.test(failure.code) && !isFailure(thrown, 'transfer.no-space'))
    return failure;
  throw thrown;
}
