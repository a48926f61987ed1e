import type { Side } from '../../../shared/appliance';
import type { MigrationState } from '../../../shared/migration';

/** Which certificate is right for a console. */
export type Pins = {
  /** `SHA256:…`, undefined where nobody has confirmed one. */
  readonly of: (state: MigrationState, side: Side, address: string) => string | undefined;
  /** A person confirmed another one for the console. */
  readonly confirm: (state: MigrationState, side: Side, address: string, sha256: string) => void;
};

/**
 * The certificate that the migration has pinned, or the one that a person confirmed for the console since, for as long as this
 * program runs and the migration pins no other.
 */
export function consolePins(): Pins {
  const confirmed = new Map<
    string,
    { readonly sha256: string; readonly over: string | undefined }
  >();
  const keyOf = ({ id }: MigrationState, side: Side, address: string): string =>
    `${id} ${side} ${address}`;
  return {
    of: (state, side, address) => {
      const own = confirmed.get(keyOf(state, side, address));
      const pinned = pinnedIn(state, side);
      return own && own.over === pinned ? own.sha256 : (pinned ?? own?.sha256);
    },
    confirm: (state, side, address, sha256) => {
      confirmed.set(keyOf(state, side, address), { sha256, over: pinnedIn(state, side) });
    },
  };
}

/** Of a server without SSH; the host key of one with SSH says nothing of its certificate. */
function pinnedIn(state: MigrationState, side: Side): string | undefined {
  const key = state.hostKeys[side];
  return key?.type === 'x509' ? key.sha256 : undefined;
}
