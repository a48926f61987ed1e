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
  'hold-clients',
  'restore-backup',
  'verify-target',
  'power-off-source',
  'move-address',
  'prove-takeover',
  'admit-clients',
  'await-clients',
  'see-off-source',
  'write-report',
] as const;
export type StepId = (typeof stepIds)[number];

/** What people see of the steps: the rail at the left. The old server is touched for good from `cut-over` on. */
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
  'hold-clients': 'restore',
  'restore-backup': 'restore',
  'verify-target': 'verify',
  'power-off-source': 'cut-over',
  'move-address': 'cut-over',
  'prove-takeover': 'cut-over',
  'admit-clients': 'clients',
  'await-clients': 'clients',
  'see-off-source': 'done',
  'write-report': 'done',
} as const satisfies Record<StepId, PhaseId>;
