import { randomBytes } from 'node:crypto';
import type { Network, Side } from '../../shared/appliance';
import type { PracticePreset } from '../../shared/contract';
import type { Account, LoginMethod } from './accounts';
import { countsFor } from './database';
import { type FaultSwitches, type Faults, faultsFrom } from './faults';
import { inUse as inUseOf, servedSinceLong } from './fleet';
import { type Fleet, type MachineState, withFaults } from './machine';

/** The versions of a pair, which machine has next to no room, and the faults that both begin with. */
export const presets: Readonly<
  Record<
    PracticePreset,
    {
      readonly source: string;
      readonly target: string;
      readonly full?: Side;
      readonly faults?: FaultSwitches;
    }
  >
> = {
  matching: { source: '5.2.0.6', target: '5.2.0.6' },
  dated: { source: '5.9.4.2', target: '2604.0.1.0' },
  mismatched: { source: '5.2.0.6', target: '5.9.4.2' },
  'too-old': { source: '5.1.0.2', target: '5.1.0.2' },
  'nearly-full': { source: '5.2.0.6', target: '5.2.0.6', full: 'source' },
  'web-only': { source: '5.2.0.6', target: '5.2.0.6', faults: { 'no-ssh': true } },
};

/** What a preset leaves open. */
export type MachineWishes = {
  readonly preset: PracticePreset;
  /** In place of the preset's. */
  readonly version?: string | undefined;
  readonly side: Side;
  /** Computers of the old machine; the new one has none unless it is in use. */
  readonly computers: number;
  /** Whether the new machine serves computers of its own. */
  readonly inUse?: boolean;
  readonly backupBytes: number;
  readonly network: Network;
  readonly accounts: readonly Account[];
  readonly methods: readonly LoginMethod[];
  readonly folders: MachineState['folders'];
  readonly timeScale: number;
  /** Where the old machine's clients look for their server; absent: at the old machine itself, at no new one. */
  readonly clientsKnow?: string | undefined;
  readonly faults: Faults;
};

const gigabyte = 1_073_741_824;
const day = 86_400_000;

/** What a new machine that is in use has. */
const computersInUse = 25;

/** A network card of the kind that virtual machines have. */
const newMac = (): string =>
  `52:54:00:${randomBytes(3)
    .toString('hex')
    .replaceAll(/..(?=.)/g, '$&:')}`;

/** A machine that is large enough for so many computers. */
function hardwareFor(computers: number): MachineState['hardware'] {
  if (computers <= 250) return { cores: 4, memoryBytes: 16 * gigabyte };
  if (computers <= 1000) return { cores: 8, memoryBytes: 32 * gigabyte };
  return { cores: 16, memoryBytes: 64 * gigabyte };
}

/** A machine as it stands when practice begins. */
export function newMachine(wishes: MachineWishes, now: number): MachineState {
  const { preset, side, backupBytes } = wishes;
  const old = side === 'source';
  const version = wishes.version ?? presets[preset][side];
  const machineId = randomBytes(16).toString('hex');
  const inUse = old || wishes.inUse === true;
  const computers = old ? wishes.computers : inUse ? computersInUse : 0;
  // The new machine has the disk that the sizing table asks for.
  const sizeBytes = (old ? 60 : 340) * gigabyte + 4 * backupBytes;
  // Less than the backup takes, so that a check that is passed over ends in no-space.
  const freeBytes =
    presets[preset].full === side ? Math.floor(backupBytes / 4) : sizeBytes - 20 * gigabyte;
  const known = wishes.clientsKnow ?? (old ? wishes.network.address : undefined);
  const fleets: readonly Fleet[] = [
    ...(known === undefined ? [] : [{ address: known, computers: inUseOf(wishes.computers) }]),
    ...(!old && inUse
      ? [{ address: wishes.network.address, computers: inUseOf(computersInUse) }]
      : []),
  ];
  const own = inUse && fleets.find(({ address }) => address === wishes.network.address);
  const at = (before: number): string => new Date(now - before).toISOString();
  const machine: MachineState = {
    product: 'Endpoint Protector',
    version,
    hostname: old ? 'OLD-EPP' : 'NEW-EPP',
    machineId,
    os: old && preset !== 'dated' ? 'Ubuntu 14.04.6 LTS' : 'Ubuntu 22.04.5 LTS',
    folders: wishes.folders,
    network: wishes.network,
    mac: newMac(),
    hardware: hardwareFor(wishes.computers),
    disk: { sizeBytes, systemBytes: sizeBytes - freeBytes },
    accounts: wishes.accounts,
    methods: wishes.methods,
    database: { seed: machineId, counts: countsFor(computers) },
    backupBytes: old ? backupBytes : 65_536,
    licence: {
      valid: true,
      kind: old ? 'full' : 'trial',
      computers: old ? Math.ceil((computers + 1) / 50) * 50 : 50,
      until: at(old ? -400 * day : -30 * day).slice(0, 10),
    },
    services: ['nginx', 'mysql', 'php-fpm', 'cron'].map((name) => ({ name, running: true })),
    patches: old ? [{ code: 'PATCH-0063', appliedAt: at(90 * day) }] : [],
    clients: { enabled: inUse },
    fleets,
    ...(own && { served: [servedSinceLong(own, now)] }),
    logs: [
      { time: at(2 * day), level: 'info', text: 'System started' },
      { time: at(day), level: 'info', text: 'Nightly clean-up done' },
    ],
    timeScale: wishes.timeScale,
    faults: {},
    backups: [],
    begun: { prepared: 0, backups: 0, restores: 0 },
    power: 'on',
    trash: [],
  };
  const faults = { ...faultsFrom(presets[preset].faults ?? {}), ...wishes.faults };
  return withFaults(machine, faults, now);
}
