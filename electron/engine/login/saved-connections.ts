import * as z from 'zod';
import type { SavedConnection } from '../../../shared/contract';
import { fail } from '../../../shared/failure';
import { type Endpoint, endpointSchema } from '../../../shared/plan';
import { readOwnJson, writeOwnJson } from '../own-json';

/** How to reach servers, by the names that a person gave; no secret is part of it. All throw `file.unreadable` where the file is damaged. */
export type SavedConnections = {
  /** By name. */
  readonly list: () => readonly Omit<SavedConnection, 'identityNames' | 'remembered'>[];
  /** The same name again replaces it. Throws `migration.storage` where it cannot be written. */
  readonly save: (name: string, endpoint: Endpoint) => void;
  /** Answers with what was forgotten; undefined where nothing has that name. */
  readonly forget: (name: string) => Endpoint | undefined;
};

const connectionSchema = z.strictObject({
  name: z.string().min(1).max(80),
  endpoint: endpointSchema,
  savedAt: z.iso.datetime(),
});
const fileSchema = z.array(connectionSchema).max(1000);
type Connection = z.infer<typeof connectionSchema>;

/** The connections in this JSON file, which may not exist yet and is read anew each time. */
export function savedConnectionsIn(
  file: string,
  now: () => Date = () => new Date(),
): SavedConnections {
  const read = (): readonly Connection[] =>
    readOwnJson(file, fileSchema, 'not a list of connections') ?? [];
  const write = (connections: readonly Connection[]): void => {
    const ordered = [...connections].sort((a, b) => a.name.localeCompare(b.name));
    // What cannot be read again is never written.
    if (!fileSchema.safeParse(ordered).success) {
      fail('contract.bad-input', { where: 'save-connection', seen: 'not a connection' });
    }
    writeOwnJson(file, ordered);
  };
  const others = (name: string) => read().filter((connection) => connection.name !== name);
  return {
    list: read,
    save: (name, endpoint) =>
      write([...others(name), { name, endpoint, savedAt: now().toISOString() }]),
    forget: (name) => {
      const forgotten = read().find((connection) => connection.name === name);
      if (forgotten) write(others(name));
      return forgotten?.endpoint;
    },
  };
}
