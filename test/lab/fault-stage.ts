import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readState } from '../../electron/engine/migration/journal';
import { countsFor } from '../../electron/simulator/database';
import { loadMachine } from '../../electron/simulator/file-machine';
import type { Counts, Side } from '../../shared/appliance';
import type { MigrationState } from '../../shared/migration';
import type { PlanFile } from '../../shared/plan-file';
import type { StepId } from '../../shared/steps';
import { linesOf, type Running, resultOf } from '../journey/terminal-program';
import { type AddressWatch, watchAddresses } from './address-watch';
import { placesOfHost } from './host-config';
import { type HostLab, type HostLabOptions, openHostLab } from './host-lab';
import { type Desk, onHosts, writeHostPlan } from './host-plan';
import { macAt } from './mac-at';

export const faultComputers = 400;
export const faultAgents = 20;

/** Two hosts, their clients, and somebody's computer with the program. */
export type FaultStage = {
  readonly lab: HostLab;
  readonly desk: Desk;
  readonly watch: AddressWatch;
  /** Runs the migration from its plan. */
  readonly start: (env?: Readonly<Record<string, string>>) => Running;
  /** Goes on with it, answers from the plan. */
  readonly resume: (...more: readonly string[]) => Running;
  /** As the journal on disk tells it. */
  readonly state: () => MigrationState | undefined;
  /** Writes the plan anew, for what the servers show now. */
  readonly replan: (more?: Partial<PlanFile>) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Sets everything up. */
export async function openFaultStage(
  options: HostLabOptions = {},
  plan: Partial<PlanFile> = {},
): Promise<FaultStage> {
  const folder = mkdtempSync(join(tmpdir(), 'lab-desk-'));
  const desk = { folder, home: join(folder, 'home') };
  const lab = await openHostLab({
    ...{ computers: faultComputers, agents: faultAgents, everySeconds: 2, timeScale: 0.3 },
    ...options,
  }).catch((error: unknown) => {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  });
  const spaces = (['source', 'target'] as const).map((side) => lab[side].space);
  const watch = watchAddresses(spaces);
  const replan = async (more: Partial<PlanFile> = {}): Promise<void> => {
    await writeHostPlan(lab, desk, { ...plan, ...more });
  };
  await replan();
  const journals = (): readonly string[] => readdirSync(join(desk.home, 'migrations'));
  return {
    ...{ lab, desk, watch, replan },
    start: (env) => onHosts(desk, ['run', 'plan.json'], env),
    resume: (...more) =>
      onHosts(desk, ['resume', journals()[0] ?? '', '--plan', 'plan.json', ...more]),
    state: () => {
      const [id] = journals();
      return id ? readState(join(desk.home, 'migrations', id, 'journal.jsonl')) : undefined;
    },
    close: async () => {
      await watch.stop();
      await lab.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Resolves so many milliseconds after a step has begun; rejects where the program ends before it. */
export async function atStep(running: Running, step: StepId, delay = 0): Promise<void> {
  await running.until(new RegExp(`"type":"step-started"[^\\n]*"step":"${step}"`));
  await pause(delay);
}

/** How a run of the program ended: its exit code and the failure's code. */
export async function endOf(running: Running): Promise<string> {
  const exitCode = await running.exitCode;
  if (exitCode === null) return 'killed';
  const told = running.stdout().trimEnd() === '' ? undefined : resultOf(running.stdout());
  return told?.failure ? `${exitCode} ${told.failure.code}` : String(exitCode);
}

/** What has to be true when everything is over. */
export type GoodEnd = {
  readonly oldIsOff: boolean;
  readonly counts: Counts;
  readonly mac: string | undefined;
  readonly backups: number;
  readonly restores: number;
  readonly clientsBack: number;
  readonly status: string | undefined;
};

/** The end that everybody wishes for. */
export const goodEnd = ({ lab }: FaultStage): GoodEnd => ({
  oldIsOff: true,
  counts: countsFor(faultComputers),
  mac: lab.target.mac,
  backups: 1,
  restores: 1,
  clientsBack: faultAgents,
  status: 'finished',
});

/** What is so, seen past the program. */
export async function endSeen({ lab, state }: FaultStage): Promise<GoodEnd> {
  const begun = (side: Side) => loadMachine(placesOfHost(lab[side].folder).root).begun;
  const since = Date.now();
  const back = await lab.clients
    ?.until((status) => status.in === faultAgents && status.oldestIn > since, 20_000)
    .catch(() => lab.clients?.status());
  return {
    oldIsOff: !lab.source.isOn(),
    counts: await lab.target.databaseCounts(),
    mac: macAt(lab.source.address),
    backups: begun('source').backups,
    restores: begun('target').restores,
    clientsBack: back?.in ?? 0,
    status: state()?.status,
  };
}

/** The last lines of a run, for the message of a test that fails. */
export const tailOf = (running: Running): string =>
  [
    ...linesOf(running.stdout() || '{}')
      .slice(-12)
      .map((line) => JSON.stringify(line).slice(0, 400)),
    running.stderr().slice(-1500),
  ].join('\n');
