import { describe } from 'vitest';
import { applianceContract } from '../contract/appliance-contract';
import { noHostLabBecause, openHostLab } from './host-lab';
import { buildPrograms } from './stand';

buildPrograms();
const reason = noHostLabBecause();
if (reason) console.log(`skipped, hosts: ${reason}`);

describe.skipIf(reason)('a real host', () => {
  applianceContract('as an appliance', async () => {
    const password = 'of both hosts';
    const began = performance.now();
    const lab = await openHostLab({
      ...{ timeScale: 0.05, passwords: { source: password, target: password } },
      ...{ agents: 5, everySeconds: 1 },
    });
    console.log(`lab: hosts up in ${Math.round(performance.now() - began)} ms`);
    await lab.clients?.until(({ oldestIn }) => oldestIn > 0, 10_000);
    return { endpoint: lab.endpoint, password, close: lab.close };
  });
});
