import { type Answerer, acceptingOnce, firstOf } from '../answers/answerer';
import { askPerson } from '../answers/ask-person';
import { preparedAnswers } from '../answers/prepared-answers';
import type { ConnectOptions } from '../choice';
import { cleanAll } from '../clean';
import type { Ending } from '../ending';
import { followTest } from '../follow-test';
import { hanging } from '../layout';
import type { Desk } from '../ports';
import { eachRemarkOnce, remarkText, resolveRoute } from '../route';

/** `connect`: tests the connection to one server, stage by stage. */
export async function connect(host: string, options: ConnectOptions, desk: Desk): Promise<Ending> {
  const { terminal, screen, interruption, folder, ports } = desk;
  const { key: keys, jump: jumps, agent, agentKey } = options;
  const engine = ports.openEngine();
  try {
    const remark = eachRemarkOnce((each) => {
      screen.item(each);
      screen.write(hanging('', `${remarkText(cleanAll(each))}\n`, terminal.width(), 0));
    });
    const route = { host, keys, jumps, agent, agentKey };
    const endpoint = await resolveRoute(route, { engine, folder, remark });
    const answerer = answererFor(options, desk);
    return await followTest({ engine, endpoint, screen, answerer, interruption });
  } finally {
    await engine.close();
  }
}

function answererFor(options: ConnectOptions, { terminal, secrets, folder }: Desk): Answerer {
  const given = preparedAnswers(
    {
      acceptKey: { server: options.acceptKey === undefined ? undefined : [options.acceptKey] },
      acceptJumpKeys: options.acceptJumpKey,
      replaceKey: { server: options.replaceKey },
      passwords: secrets.passwords,
      passphrase: secrets.passphrase,
      allowLegacy: options.allowLegacy === true ? ['server'] : [],
    },
    terminal.canAsk,
  );
  const answerer = firstOf(given, ...(terminal.canAsk ? [askPerson(terminal, folder)] : []));
  return options.once === true ? acceptingOnce(answerer) : answerer;
}
