import type { ConnectOptions } from '../choice';
import type { Ending } from '../ending';
import { followTest } from '../follow-test';
import { oneServer } from '../one-server';
import type { Desk } from '../ports';

/** `connect`: tests the connection to one server, stage by stage. */
export async function connect(host: string, options: ConnectOptions, desk: Desk): Promise<Ending> {
  const { screen, interruption, ports } = desk;
  const engine = ports.openEngine();
  try {
    const { endpoint, answerer } = await oneServer(host, options, desk, engine);
    return await followTest({ engine, endpoint, screen, answerer, interruption });
  } finally {
    await engine.close();
  }
}
