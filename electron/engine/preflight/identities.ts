import { type SameMachine, sameMachine } from '../../../shared/appliance';
import { reachesCutOver } from '../../../shared/steps';
import type { Check } from './check';

const measured: Readonly<Record<SameMachine, string>> = {
  'machine-id': 'the same machine id on both',
  'host-key': 'the same host key on both',
  address: 'the same address on both',
};

/** EPP-131: one machine reached by two names, or a clone of the old server, must not be migrated onto itself. */
export const differentMachines: Check = {
  id: 'EPP-131',
  on: 'both',
  look: async ({ identities: { source, target } }) => {
    const same = sameMachine(source, target);
    return {
      level: same ? 'error' : 'ok',
      measured: same ? measured[same] : 'different machine ids, host keys and addresses',
      required: 'different machine ids, host keys and addresses',
    };
  },
};

/** EPP-132: this program gives the new server the address of the old one. */
export const sameAddress: Check = {
  id: 'EPP-132',
  on: 'both',
  look: async ({ identities: { source }, plan }) => {
    const moves = reachesCutOver(plan.until);
    const { address, prefix } = source.network;
    return {
      level: moves ? 'ok' : 'info',
      measured: moves
        ? `the new server gets ${address}/${prefix} at the cutover`
        : `this run ends before the cutover; who goes on has to give the new server ${address}/${prefix}`,
      required: 'the address of the old server',
    };
  },
};

/** EPP-133: releases 2509 and early 2510 save their network page only with two. */
export const nameServers: Check = {
  id: 'EPP-133',
  on: 'source',
  look: async ({ identities: { source } }) => {
    const { dns } = source.network;
    return {
      level: dns.length < 2 ? 'warning' : 'ok',
      measured: dns.join(', '),
      required: 'two name servers',
    };
  },
};

const looks = 3;

/** EPP-134: two machines with one address show two host keys, one after the other. */
export const oneAtTheAddress: Check = {
  id: 'EPP-134',
  on: 'source',
  look: async ({ keyAtSource, identities: { source } }) => {
    const required = 'one and the same host key each time';
    const seen: string[] = [];
    for (let look = 0; look < looks; look++) {
      const key = await keyAtSource();
      if (key === undefined) {
        return { level: 'unknown', measured: 'nobody answered at a look', required };
      }
      seen.push(key.sha256);
    }
    const others = seen.filter((sha256) => sha256 !== source.hostKey.sha256);
    return {
      about: others[0],
      level: others.length > 0 ? 'error' : 'ok',
      measured:
        others.length > 0
          ? `another host key at ${others.length} of ${looks} looks: ${others[0]}`
          : `the same host key at ${looks} looks; a clone with the same key cannot be told`,
      required,
    };
  },
};

/** EPP-150: without an accepted key nothing gets here; the finding says which they are. */
export const hostKeysSettled: Check = {
  id: 'EPP-150',
  on: 'both',
  look: async ({ hostKeys: { source, target } }) => ({
    level: source && target ? 'ok' : 'error',
    measured: [source?.sha256, target?.sha256].filter(Boolean).join(', ') || 'none',
    required: 'accepted host keys of both servers',
  }),
};
