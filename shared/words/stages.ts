import type { StageId } from '../connection-test';

/** What each stage of connecting is called. */
export const stageWords: Readonly<Record<StageId, string>> = {
  dns: 'Name',
  tcp: 'Network',
  banner: 'SSH server',
  'key-exchange': 'Encryption',
  'host-key': 'Host key',
  authentication: 'Login',
  shell: 'Shell',
  privilege: 'Rights',
  product: 'Product',
  version: 'Version',
};
