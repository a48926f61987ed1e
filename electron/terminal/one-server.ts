import type { Endpoint } from '../../shared/plan';
import type { Engine } from '../engine/engine';
import { type Answerer, acceptingOnce, firstOf } from './answers/answerer';
import { askPerson } from './answers/ask-person';
import { preparedAnswers } from './answers/prepared-answers';
import type { ConnectOptions, ServerOptions } from './choice';
import { cleanAll } from './clean';
import { hanging } from './layout';
import type { Desk } from './ports';
import { typedProfile } from './profile-option';
import { eachRemarkOnce, remarkText, resolveRoute } from './route';

/** The way to the one server that a command is about, and who answers what connecting to it asks. */
export async function oneServer(
  host: string,
  options: ConnectOptions,
  desk: Desk,
  engine: Engine,
): Promise<{ readonly endpoint: Endpoint; readonly answerer: Answerer }> {
  const { terminal, screen, folder } = desk;
  const { key: keys, jump: jumps, agent, agentKey } = options;
  const remark = eachRemarkOnce((each) => {
    screen.item(each);
    screen.write(hanging('', `${remarkText(cleanAll(each))}\n`, terminal.width(), 0));
  });
  const route = { host, keys, jumps, agent, agentKey };
  const reached = await resolveRoute(route, { engine, folder, remark });
  const { profile } = options;
  const endpoint =
    profile === undefined ? reached : { ...reached, profile: typedProfile(profile, folder) };
  return { endpoint, answerer: answererFor(options, desk) };
}

function answererFor(options: ServerOptions, { terminal, secrets, folder }: Desk): Answerer {
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
