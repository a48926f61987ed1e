import type { Side } from '../../../shared/appliance';
import { knownBy } from '../../../shared/known-by';
import type { Tools } from './step';

type ShownAs = { readonly known?: 'certificate' };

/** For a failure: that a server is known by its certificate; nothing where it is by its host key. */
export const knownAs = ({ plan, state }: Pick<Tools, 'plan' | 'state'>, side: Side): ShownAs =>
  knownBy({ plan, hostKeys: state().hostKeys }, side) === 'certificate'
    ? { known: 'certificate' }
    : {};

/** For a failure: that what was seen is a certificate. */
export const shownAs = (seen: { readonly certificate?: unknown }): ShownAs =>
  seen.certificate === undefined ? {} : { known: 'certificate' };
