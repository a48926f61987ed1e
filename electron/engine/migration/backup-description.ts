import type { Tools } from './step';

/** What the old server shows beside the backup's name. */
export const backupDescription = (tools: Tools): string =>
  `Migration ${tools.id} to ${tools.state().facts.target?.hostname ?? 'a new server'}`;
