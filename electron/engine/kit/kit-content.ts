import { internalAddress } from '../../../shared/appliance';
import type { KitLanguage } from '../../../shared/kit';
import type { MigrationState } from '../../../shared/migration';

/** Everything that a recovery kit says, in whatever form. Holds the key. */
export type KitContent = {
  readonly key: string;
  readonly backupId: string;
  readonly backupName: string;
  readonly migrationId: string;
  readonly server: {
    readonly name: string;
    readonly address: string;
    readonly product: string;
    readonly version: string;
  };
  readonly writtenAt: Date;
  /** Absent while the backup is not made. */
  readonly file?: { readonly size: number; readonly sha256: string } | undefined;
  readonly language: KitLanguage;
  /** It belongs to practice servers. */
  readonly practice: boolean;
};

/** What a recovery kit of this migration says. */
export function kitContent(
  state: MigrationState,
  key: string,
  now: Date,
  language: KitLanguage,
): KitContent {
  const { source, request, backup } = state.facts;
  const known = backup !== undefined && backup.id === request?.backupId;
  return {
    key,
    backupId: request?.backupId ?? '',
    backupName: request?.name ?? '',
    migrationId: state.id,
    server: {
      name: source?.hostname ?? state.plan.source.host,
      address: addressOf(state),
      product: source?.product ?? '',
      version: source?.version ?? '',
    },
    writtenAt: now,
    ...(known ? { file: { size: backup.size, sha256: backup.sha256 } } : {}),
    language,
    practice: state.plan.practice !== undefined,
  };
}

/** Its own address, unless that is the one that all old appliances have inside. */
function addressOf({ facts, plan }: MigrationState): string {
  const own = facts.source?.network.address;
  return own === undefined || own === '' || own === internalAddress ? plan.source.host : own;
}
