import type { Facts, FirstBackup } from '../../../../shared/facts';
import type { Appliance } from '../../appliance/appliance';
import { completeKit } from '../complete-kit';
import { makeBackup } from '../make-backup';
import { ownBackupIfThere } from '../own-backup';
import { proveKey } from '../prove-key';
import type { Step, Tools } from '../step';

/**
 * Has the new server make a System Backup of its own before the old one is given up, where the plan wants it. Its key goes through the same
 * gate as that of the old one. What a killed run left is taken up where its key was proven saved, else deleted and made anew.
 */
export const secureTarget: Step<'target' | 'verified', 'firstBackup'> = {
  id: 'secure-target',
  needs: ['target', 'verified'],
  run: async ({ verified }, tools) => {
    if (tools.plan.firstBackup !== 'before-cutover') return notMade('plan');
    const request = (await goesOn(tools)) ?? (await ask(verified.version, tools));
    const proven =
      tools.state().keyOfTarget?.keyProof ?? (await proveKey('target', request, tools));
    if (proven === 'later') {
      await (await tools.appliance('target')).deleteBackup(request.backupId);
      tools.firstBackup.givenUp('cancelled', true);
      tools.secrets.forgetKey();
      return notMade('person');
    }
    if (tools.state().keyOfTarget?.keyProof === undefined) tools.firstBackup.proven(proven);
    tools.secrets.forgetKey();
    const backup = await makeBackup('target', request, tools, (deleted) =>
      tools.firstBackup.givenUp('failed', deleted),
    );
    await completeKit(tools, 'target', backup);
    const { file, size, sha256 } = backup;
    return { firstBackup: { made: true, ...request, file, size, sha256, keyProof: proven } };
  },
};

const notMade = (why: 'plan' | 'person'): { readonly firstBackup: FirstBackup } => ({
  firstBackup: { made: false, why },
});

/** The request of an earlier run or try that can still be used: proven saved, or its key is in memory. */
async function goesOn(tools: Tools): Promise<Facts['request'] | undefined> {
  const { request, keyProof } = tools.state().keyOfTarget ?? {};
  if (!request) return undefined;
  const own = await ownBackupIfThere(await tools.appliance('target'), request);
  const proven = keyProof?.backupId === request.backupId;
  const usable = proven || tools.secrets.key(request.backupId) !== undefined;
  if (own && usable && own.state !== 'failed') return request;
  const reason = own?.state === 'failed' ? 'failed' : own ? 'key-lost' : 'vanished';
  if (own) await (await tools.appliance('target')).deleteBackup(own.id);
  tools.firstBackup.givenUp(reason, own !== undefined);
  return undefined;
}

async function ask(version: string, tools: Tools): Promise<Facts['request']> {
  const target = await tools.appliance('target');
  const name = nameOf(version, tools);
  await deleteUseless(target, name, tools);
  const { id, key } = await target.prepareBackup(name, `First backup after migration ${tools.id}`);
  tools.secrets.keepKey(id, key);
  const request = { backupId: id, name };
  tools.firstBackup.asked(request);
  return request;
}

/** Also one that a killed run had asked for and nobody has seen the key of. */
async function deleteUseless(target: Appliance, name: string, tools: Tools): Promise<void> {
  const before = tools.state().keyOfTarget?.givenUp ?? [];
  const useless = new Set([name, ...before.map((backup) => backup.name)]);
  for (const backup of await target.backups()) {
    if (useless.has(backup.name) && backup.state !== 'ready') await target.deleteBackup(backup.id);
  }
}

/** `epp-5.2.0.6-2026-11-24-first-m1a2b`; the second one that is asked for ends in `-2`. */
function nameOf(version: string, tools: Tools): string {
  const tries = tools.state().keyOfTarget?.givenUp.length ?? 0;
  const day = tools.now().toISOString().slice(0, 10);
  const product = version.replace(/[^0-9A-Za-z.]/g, '-').slice(0, 20);
  return `epp-${product}-${day}-first-${tools.id}${tries === 0 ? '' : `-${tries + 1}`}`;
}
