import { execFileSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import type { PlanFile } from '../../shared/plan-file';
import type { Running } from '../journey/terminal-program';
import { sleeper } from './clock-jump';
import { atStep, type FaultStage, type GoodEnd } from './fault-stage';
import type { HostLabOptions } from './host-lab';

/** Something that goes wrong on the hosts while the program runs, and what becomes of it. */
export type Fault = {
  readonly name: string;
  readonly lab?: HostLabOptions;
  readonly plan?: Partial<PlanFile>;
  /** What the program has in its environment. */
  readonly env?: (stage: FaultStage) => Readonly<Record<string, string>>;
  /** Done before the program is started. */
  readonly before?: (stage: FaultStage) => Promise<void>;
  /** Done while it runs. */
  readonly strike?: (stage: FaultStage, running: Running) => Promise<void>;
  /** Exit code and failure code of the run that meets it; absent: it goes through by itself. */
  readonly stops?: RegExp;
  /** What a person does then, before the run is gone on with. */
  readonly mend?: (stage: FaultStage) => Promise<void>;
  /** Options of `resume`. */
  readonly resumeWith?: readonly string[] | ((stage: FaultStage) => readonly string[]);
  /** What is otherwise than usual at the very end. */
  readonly end?: Partial<GoodEnd>;
  /** The fault itself puts two servers at one address. */
  readonly clashes?: true;
};

const second = 1000;

/** Nobody reaches anybody over the network of the lab. */
const cutLinks = async (stage: FaultStage, milliseconds: number): Promise<void> => {
  execFileSync('ip', ['link', 'set', stage.lab.bridge, 'down']);
  await pause(milliseconds);
  execFileSync('ip', ['link', 'set', stage.lab.bridge, 'up']);
};

const cutAt = (step: Parameters<typeof atStep>[1], delay: number): Fault => ({
  name: `network lost for 8 s at ${step}`,
  strike: async (stage, running) => {
    await atStep(running, step, delay);
    await cutLinks(stage, 8 * second);
  },
});

/** A third machine of the network that takes the old server's address, or gives it back. */
const thirdMachine = ({ lab }: FaultStage, change: 'add' | 'del'): void => {
  const space = lab.clientsSpace;
  execFileSync('ip', ['-n', space, 'addr', change, `${lab.source.address}/24`, 'dev', 'eth0']);
};

const soonOver = { clients: { share: 1, minutes: 1 } } as const satisfies Partial<PlanFile>;

/** All that go wrong but for the program itself being killed. */
export const faults: readonly Fault[] = [
  cutAt('restore-backup', second),
  cutAt('power-off-source', second),
  cutAt('move-address', second),
  {
    name: 'the computer of the program sleeps for an hour while it restores',
    env: ({ desk }) => sleeper(desk.folder).env,
    strike: async (stage, running) => {
      await atStep(running, 'restore-backup', second);
      await sleeper(stage.desk.folder).sleep(running, stage);
    },
  },
  {
    name: 'the computer of the program sleeps for an hour while the old server goes off',
    env: ({ desk }) => sleeper(desk.folder).env,
    strike: async (stage, running) => {
      await atStep(running, 'power-off-source', 3 * second);
      await sleeper(stage.desk.folder).sleep(running, stage);
    },
  },
  {
    name: 'the new server restarts by itself while it restores',
    strike: async ({ lab }, running) => {
      await atStep(running, 'restore-backup', 1500);
      await lab.target.order({ order: 'reboot' });
    },
  },
  {
    name: 'the new server restarts by itself before it is verified',
    strike: async ({ lab }, running) => {
      await atStep(running, 'verify-target');
      await lab.target.order({ order: 'reboot' });
    },
  },
  {
    name: 'the old server comes back while its address moves',
    plan: { cutover: { watchMinutes: 0.7 } },
    clashes: true,
    strike: async ({ lab }, running) => {
      await atStep(running, 'prove-takeover');
      await lab.source.powerOn();
    },
    stops: /^5 cutover\.source-back$/,
    mend: async ({ lab }) => lab.source.pullPlug(),
  },
  {
    name: 'the old server comes back before its address moves',
    strike: async ({ lab }, running) => {
      await atStep(running, 'move-address');
      await lab.source.powerOn();
    },
    stops: /^[25] cutover\.(source-back|still-answering|address-taken)$/,
    mend: async ({ lab }) => lab.source.pullPlug(),
    clashes: true,
  },
  {
    name: 'a third machine has the address',
    clashes: true,
    strike: async (stage, running) => {
      await atStep(running, 'move-address');
      thirdMachine(stage, 'add');
    },
    stops: /^5 cutover\.address-taken$/,
    mend: async (stage) => thirdMachine(stage, 'del'),
  },
  {
    name: 'MariaDB stays down after the restore',
    before: async ({ lab }) => lab.target.setHostFaults({ databaseStaysDown: true }),
    stops: /^2 verify\./,
    mend: async ({ lab }) => {
      lab.target.setHostFaults({});
      await lab.target.order({ order: 'reboot' });
      await pause(6 * second);
    },
  },
  {
    name: 'the disk is full while it restores',
    strike: async ({ lab }, running) => {
      await atStep(running, 'restore-backup');
      await lab.target.setFault('disk-full', {});
    },
    stops: /^2 (restore\.failed|transfer\.no-space)$/,
    mend: async ({ lab }) => lab.target.setFault('disk-full', false),
    end: { restores: 2 },
  },
  {
    name: 'the key that was shown is not the key',
    before: async ({ lab }) => lab.source.setFault('wrong-key', {}),
    stops: /^7 key\.wrong$/,
    mend: async ({ lab }) => lab.source.setFault('wrong-key', false),
    resumeWith: ['--new-backup', '--kit', 'second-kit.txt'],
    end: { backups: 2, restores: 2 },
  },
  {
    name: 'the file is damaged on the old server',
    before: async ({ lab }) => lab.source.setFault('corrupt-file', {}),
    stops: /^(2 restore\.failed|8 )/,
    mend: async ({ lab }) => lab.source.setFault('corrupt-file', false),
    resumeWith: ['--new-backup', '--kit', 'second-kit.txt'],
    end: { backups: 2, restores: 2 },
  },
  {
    name: 'the clocks of the servers are an hour apart',
    before: async ({ lab }) => lab.target.setFault('clock-off', { seconds: 3600 }),
  },
  {
    name: 'the restore changes the host key',
    before: async ({ lab }) => lab.target.setHostFaults({ newHostKeyAtRestore: true }),
    stops: /^5 ssh\.host-key-changed$/,
    // As somebody would compare it on the server's console.
    resumeWith: ({ lab }) => ['--replace-target-key', lab.target.address],
  },
  {
    name: 'the new address changes the certificate',
    plan: soonOver,
    before: async ({ lab }) => lab.target.setHostFaults({ newCertificateAtMove: true }),
    stops: /^11/,
    mend: async ({ lab }) => {
      const shown = await lab.target.certificateAt(lab.source.address);
      lab.clients?.tell({ pins: [shown] });
    },
  },
  {
    name: 'half of the clients trust the old certificate alone',
    plan: soonOver,
    before: async ({ lab }) => {
      const old = await lab.source.certificateAt(lab.source.address);
      lab.clients?.tell({ strict: { agents: 10, pins: [old] } });
    },
    stops: /^11/,
    mend: async ({ lab }) => lab.clients?.tell({ strict: undefined }),
  },
];
