import type { MigrationEvent } from '../../../shared/migration';

/** An event whose time the run adds. */
export type UntimedEvent = MigrationEvent extends infer Each
  ? Each extends MigrationEvent
    ? Omit<Each, 'at'>
    : never
  : never;
