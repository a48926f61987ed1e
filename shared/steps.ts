/** The steps in the order in which they run; each is one file in `electron/engine/migration/steps/`. */
export const stepIds = [
  'connect-source',
  'connect-target',
  'match-versions',
  'check-readiness',
  'request-backup',
  'save-key',
  'take-baseline',
  'create-backup',
  'download-backup',
  'upload-backup',
  'validate-restore',
  'hold-clients',
  'restore-backup',
  'verify-target',
  'secure-target',
  'recheck-plan',
  'power-off-source',
  'move-address',
  'prove-takeover',
  'admit-clients',
  'await-clients',
  'see-off-source',
  'write-report',
] as const;
export type StepId = (typeof stepIds)[number];

/** What people see of the steps: the rail at the left. The old server is off from `cut-over` on, and clients deliver to the new one from `clients` on. */
export const phaseIds = [
  'connect',
  'check',
  'save-key',
  'back-up',
  'transfer',
  'restore',
  'verify',
  'cut-over',
  'clients',
  'done',
] as const;
export type PhaseId = (typeof phaseIds)[number];

export const phaseOf = {
  'connect-source': 'connect',
  'connect-target': 'connect',
  'match-versions': 'check',
  'check-readiness': 'check',
  'request-backup': 'save-key',
  'save-key': 'save-key',
  'take-baseline': 'back-up',
  'create-backup': 'back-up',
  'download-backup': 'transfer',
  'upload-backup': 'transfer',
  'validate-restore': 'restore',
  'hold-clients': 'restore',
  'restore-backup': 'restore',
  'verify-target': 'verify',
  'secure-target': 'verify',
  'recheck-plan': 'cut-over',
  'power-off-source': 'cut-over',
  'move-address': 'cut-over',
  'prove-takeover': 'cut-over',
  'admit-clients': 'clients',
  'await-clients': 'clients',
  'see-off-source': 'done',
  'write-report': 'done',
} as const satisfies Record<StepId, PhaseId>;

/** Where a plan may let a run stop by itself: after a phase, or when it is proven that the restore would work. */
export const untilIds = [
  ...phaseIds.slice(0, phaseIds.indexOf('restore')),
  'validate-restore',
  ...phaseIds.slice(phaseIds.indexOf('restore')),
] as const satisfies readonly (PhaseId | StepId)[];
export type Until = (typeof untilIds)[number];

/** True where a run that goes until there stops after this step, which `next` would follow. */
export const endsAfter = (until: Until, step: StepId, next: StepId): boolean =>
  until === step || (until === phaseOf[step] && phaseOf[next] !== phaseOf[step]);

/** True where a run that goes until there takes the old server's place. */
export const reachesCutOver = (until: Until): boolean =>
  untilIds.indexOf(until) >= untilIds.indexOf('cut-over');
