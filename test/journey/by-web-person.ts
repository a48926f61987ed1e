import { copyFileSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Appliance, ApplianceDesk } from '../../electron/engine/appliance/appliance';
import { openByCommand } from '../../electron/engine/appliance/by-command';
import { parseProfile } from '../../electron/engine/appliance/profile';
import referenceProfile from '../../resources/profiles/reference.json';
import { countedEntities, type Side } from '../../shared/appliance';
import type { HandAnswer } from '../../shared/hand-work';
import type { Answer, Question } from '../../shared/migration';
import type { Plan } from '../../shared/plan';
import { byHand } from './by-hand';
import type { Person } from './person';
import type { Stage } from './stage';

export type Asked = Question & { readonly kind: 'do-by-hand' };
export type Given = Omit<HandAnswer, 'kind' | 'action' | 'secrets'> & {
  readonly secrets?: HandAnswer['secrets'];
};

/** A plan of the pair in which nobody logs in over SSH. */
export const webPlan = ({ pair }: Pick<Stage, 'pair'>): Pick<Plan, 'source' | 'target'> => ({
  source: { ...pair.plan.source, access: 'web' },
  target: { ...pair.plan.target, access: 'web' },
});

/** Works at a practice machine as its administrator does, over a way of their own that the program knows nothing of. */
export async function atMachine<Value>(
  { pair }: Pick<Stage, 'pair'>,
  side: Side,
  work: (appliance: Appliance) => Promise<Value>,
): Promise<Value> {
  const host = pair.machine(side).address;
  const restored = side === 'target' && pair.machine('target').restoresStarted > 0;
  const desk: ApplianceDesk = {
    knownKeys: () => ({ trusted: [], revoked: [] }),
    trust: async () => true,
    replace: async () => true,
    password: async () => pair.passwords[restored ? 'source' : side],
    passphrase: async () => '',
    prompts: async () => [],
    mayBeLegacy: () => false,
    allowLegacy: async () => false,
    onContact: () => undefined,
    onCommand: () => undefined,
  };
  const open = openByCommand(parseProfile(referenceProfile));
  const appliance = await open(
    side,
    { ...pair.plan[side], host },
    desk,
    new AbortController().signal,
  );
  try {
    return await work(appliance);
  } finally {
    appliance.close();
  }
}

/** Where a file of a practice machine lies on this computer. */
const placeOf = ({ pair }: Pick<Stage, 'pair'>, side: Side, file: string): string =>
  join(pair.folder, side, 'files', file);

/** Somebody who does at the machines what is asked, and enters what they show. `done` says what that was. */
export function webPerson(
  stage: Stage,
  otherwise: Partial<Record<Asked['operation'], (question: Asked) => Promise<Given> | Given>> = {},
): { readonly person: Partial<Person>; readonly done: string[] } {
  const { pair } = stage;
  const done: string[] = [];
  const ids = new Map<string, string>();
  let asking = '';
  const work = async (question: Asked): Promise<Given> => {
    const { operation, side } = question;
    const other = otherwise[operation];
    if (other) return await other(question);
    const name = question.guide.steps
      .map(({ copy }) => copy)
      .find((each) => each?.startsWith('epp-'));
    const network = pair.machine(side).state.network;
    switch (operation) {
      case 'identity': {
        const { version, hostname } = pair.machine(side).state;
        return {
          given: {
            ...{ version, hostname, address: network.address, prefix: '255.255.255.0' },
            ...{ gateway: network.gateway, dns1: network.dns[0] ?? '', dns2: network.dns[1] ?? '' },
            oldLogin: 'yes',
          },
        };
      }
      case 'disk':
        return { given: { totalGb: '320', freeGb: '200' } };
      case 'counts': {
        const counts = await atMachine(stage, side, (machine) => machine.counts());
        return {
          given: Object.fromEntries(countedEntities.map((each) => [each, String(counts[each])])),
        };
      }
      case 'licence':
        return { given: { valid: 'yes', kind: 'full', computers: '500', until: '2030-01-31' } };
      case 'backups': {
        const own = pair.machine(side).state.backups.map((each) => each.name);
        return { given: { names: own.join(', '), atWork: 'no' } };
      }
      case 'prepareBackup': {
        asking = name ?? 'unnamed';
        const { id, key } = await atMachine(stage, side, (machine) =>
          machine.prepareBackup(asking, 'by hand'),
        );
        ids.set(side, id);
        return { given: {}, secrets: { key } };
      }
      case 'startBackup':
        await atMachine(stage, side, (machine) => machine.startBackup(ids.get(side) ?? ''));
        return { given: { pressed: 'yes' } };
      case 'deleteBackup':
        await atMachine(stage, side, (machine) => machine.deleteBackup(ids.get(side) ?? ''));
        return { given: { deleted: 'yes' } };
      case 'backup': {
        const backup = await atMachine(stage, side, (machine) =>
          machine.backup(ids.get(side) ?? ''),
        );
        if (backup.state !== 'ready' || backup.file === undefined) {
          await new Promise((resolve) => setTimeout(resolve, 100));
          return { given: { state: 'generating' } };
        }
        const downloads = join(stage.dataFolder, 'downloads');
        mkdirSync(downloads, { recursive: true });
        const path = join(downloads, `${asking}.eppb`);
        copyFileSync(placeOf(stage, side, backup.file), path);
        return { given: { state: 'ready' }, file: { path } };
      }
      case 'importBackup': {
        const { path = '' } = question.file ?? {};
        copyFileSync(path, placeOf(stage, side, `/incoming/${basename(path)}`));
        const [migration] = await stage.engine.handlers['list-migrations']({});
        const { key } = await stage.engine.handlers['hand-key']({ id: migration?.id ?? '' });
        await atMachine(stage, side, (machine) =>
          machine.importBackup(`/incoming/${basename(path)}`, 'by-a-person', key),
        );
        return { given: { pressed: 'yes' } };
      }
      case 'restoreJob': {
        const job = await atMachine(stage, side, (machine) => machine.restoreJob()).catch(
          () => undefined,
        );
        await new Promise((resolve) => setTimeout(resolve, 100));
        const state = job?.state === 'done' ? 'ready' : (job?.state ?? 'logged-out');
        const said = state === 'restoring' || state === 'restarting' ? 'generating' : state;
        return { given: { state: said } };
      }
      default:
        throw new Error(`nobody was told how to do ${operation}`);
    }
  };
  const answer = async (question: Asked): Promise<Answer> => {
    done.push(
      `${question.side} ${question.operation}${question.fault ? ` (${question.fault.code})` : ''}`,
    );
    const { secrets = {}, ...given } = await work(question);
    return { kind: 'do-by-hand', action: 'done', by: 'Anna', secrets, ...given };
  };
  return {
    done,
    person: {
      answers: {
        'do-by-hand': answer,
        // The step waits for silence, and for the certificate at the old address.
        'power-off': async (question) => {
          await byHand.powerOff(stage);
          return { kind: 'power-off', typedName: question.sourceName };
        },
        'move-address': async () => {
          await byHand.move(stage);
          return { kind: 'move-address', accept: true };
        },
      },
    },
  };
}
