import type { HostConfig } from './host-config';
import type { HostDatabase } from './host-database';
import type { HostMachine } from './host-practice';
import type { Supervised } from './host-run';
import type { HostWeb } from './host-web';

/** What a host consists of. */
export type HostParts = {
  readonly config: HostConfig;
  readonly machine: HostMachine;
  readonly database: HostDatabase;
  readonly web: HostWeb;
  readonly sshd: Supervised;
};
