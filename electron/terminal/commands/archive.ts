import { savedKinds } from '../../../shared/archiving';
import type { ArchiveOptions } from '../choice';
import type { Ending } from '../ending';
import { followTest } from '../follow-test';
import { typedPath } from '../kit-file';
import { oneServer } from '../one-server';
import type { Desk } from '../ports';

/** `archive`: saves the files of one server that a migration leaves behind, or lists them. */
export async function archive(host: string, options: ArchiveOptions, desk: Desk): Promise<Ending> {
  const { screen, interruption, ports } = desk;
  const { to, list, kind: kinds = savedKinds } = options;
  const folder = list === true || to === undefined ? undefined : typedPath(to, desk.folder);
  const engine = ports.openEngine();
  try {
    const { endpoint, answerer } = await oneServer(host, options, desk, engine);
    const begin = async () => ({ id: engine.archive(endpoint, { folder, kinds }) });
    return await followTest({ engine, endpoint, screen, answerer, interruption, begin });
  } finally {
    await engine.close();
  }
}
