import { isIP } from 'node:net';
import type { HostKey, Identity } from '../../../../shared/appliance';
import { fail } from '../../../../shared/failure';
import type { HandField } from '../../../../shared/hand-work';
import { webPortOf } from '../../../../shared/plan';
import { parseVersion } from '../../../../shared/version';
import { handAskWords } from '../../../../shared/words/by-hand-fields';
import { familyOf } from '../../guide/families';
import { fieldsFor } from '../../guide/fields';
import type { AtHand } from './at-hand';
import { type Entered, prefixOf } from './entered';
import { handFolder } from './hand-files';
import { allDone } from './memory';
import { type Reading, readByHand } from './readings';

/** Who an appliance is, as a person reads it from its pages and as its certificate or host key shows it. */
export async function identityByHand(at: AtHand, hostKey: HostKey): Promise<Identity> {
  const read = await readByHand(at, reading(at));
  const { side, desk } = at;
  const { facts } = desk.state();
  return {
    product: familyOf(read.version).name,
    versionFrom: 'person',
    os: '',
    ...read,
    // What is shown now was accepted, as another one in place of an earlier one also was.
    machineId:
      facts[side]?.machineId ?? `${hostKey.type === 'x509' ? 'x509' : 'ssh'}:${hostKey.sha256}`,
    backups: handFolder(desk.folder, side),
    incoming: handFolder(desk.folder, side),
    hostKey,
  };
}

type Read = Pick<Identity, 'version' | 'hostname' | 'network'>;

function reading(at: AtHand): Reading<Read> {
  const { side, endpoint, desk } = at;
  const { host } = endpoint;
  const port = webPortOf(endpoint);
  const known = desk.state().facts[side];
  // Whoever has seen the restore end has logged in with an old account already.
  const loggedIn = allDone(at, 'restoreJob').some(({ proof }) => proof === 'login');
  const restored = side === 'target' && desk.state().facts.restore !== undefined && !loggedIn;
  const usual = fieldsFor('identity');
  // Only the old server's network goes on: the new one gets it.
  const fields = side === 'source' ? usual : usual.filter(({ name }) => !network.has(name));
  return {
    operation: 'identity',
    values: { address: port === 443 ? host : `${host}:${port}` },
    ...(isIP(host) > 0 && { known: { address: host } }),
    fields: known ? fields.filter(({ name }) => name === 'version') : fields,
    ...(restored && { more: [oldLogin] }),
    read: (from) => {
      if (restored && !from.confirmed(oldLogin.name)) return fail('hand.old-login');
      const version = from.needed('version');
      if (!parseVersion(version))
        fail('hand.not-usable', {
          label: usual[0]?.label ?? 'version',
          seen: version.slice(0, 40),
          needed: 'it has to be a version such as 5.9.4.2 or 2604.0.1.0',
        });
      if (known) return { version, hostname: known.hostname, network: known.network };
      return {
        version,
        hostname: from.text('hostname') ?? host,
        network: side === 'source' ? networkOf(from, host) : addressAlone(from, host),
      };
    },
    // A network prefix is a mask on some pages, and a host name may be nowhere.
    onPage: ['version'],
    proof: () => (restored ? 'login' : 'stated'),
  };
}

const network: ReadonlySet<string> = new Set(['prefix', 'gateway', 'dns1', 'dns2']);

const oldLogin: HandField = {
  ...{ name: 'oldLogin', form: 'confirm' },
  ...{ label: handAskWords.oldLogin, hint: handAskWords.oldLoginHint },
};

function networkOf(from: Entered, host: string): Identity['network'] {
  const prefix = prefixOf(from.needed('prefix'));
  if (prefix === undefined)
    return fail('hand.not-usable', {
      label: 'Netmask',
      seen: from.needed('prefix').slice(0, 40),
      needed: 'it has to be a netmask such as 255.255.255.0, or a number such as 24',
    });
  const { gateway, dns } = {
    gateway: from.address('gateway') ?? from.needed('gateway'),
    dns: [from.address('dns1'), from.address('dns2')].filter((each) => each !== undefined),
  };
  return { ...addressAlone(from, host), prefix, gateway, dns };
}

const addressAlone = (from: Entered, host: string): Identity['network'] => ({
  address: from.address('address') ?? host,
  ...{ prefix: 0, gateway: '', dns: [] },
});
