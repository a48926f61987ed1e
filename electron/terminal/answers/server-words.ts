import { type HostKey, type Side, webKeyType } from '../../../shared/appliance';
import type { ServerAt } from '../../../shared/connecting';
import { formatAddress } from '../../../shared/plan';
import { sideWords } from '../../../shared/words/sides';

type Asking = { readonly side?: Side | undefined };

/** The appliance that a question is about: `the old server`, or `the server` in a test that is of no side. */
export const applianceWords = ({ side }: Asking): string =>
  side === undefined ? 'the server' : `the ${sideWords[side]}`;

/** The server that a question is about, a jump host with its address. */
export const serverWords = (asking: Asking & ServerAt): string =>
  asking.hop === undefined
    ? applianceWords(asking)
    : `jump host ${asking.hop} (${formatAddress(asking)})`;

/** The server with its address, whatever it is. */
export const serverAtWords = (asking: Asking & ServerAt): string =>
  asking.hop === undefined
    ? `${applianceWords(asking)}, ${formatAddress(asking)},`
    : serverWords(asking);

/** What a server is known by, as people call it. */
export const keyWords = ({ type }: Pick<HostKey, 'type'>): string =>
  type === webKeyType ? 'certificate' : 'host key';
