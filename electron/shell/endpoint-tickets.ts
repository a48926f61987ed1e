import type { ServerLogin } from '../../shared/plan';
import type { Tickets } from './tickets';

/** What of a login names files and sockets of this computer. */
type Paths = Pick<ServerLogin, 'identityFiles' | 'agent'>;
type PathsOnTheWay = Paths & { readonly via?: ServerLogin[] | undefined };

/** Swaps paths and tickets in an endpoint and in its jump hosts. */
export type EndpointTickets = {
  /** Of what comes from the page; throws `contract.bad-input` for a path where a ticket belongs. */
  readonly redeem: <Some extends PathsOnTheWay>(endpoint: Some) => Some;
  /** Of what goes to the page. */
  readonly issue: <Some extends PathsOnTheWay>(endpoint: Some) => Some;
};

/** Key files and agents go by tickets of different uses. */
export function endpointTickets(tickets: Tickets): EndpointTickets {
  return {
    redeem: (endpoint) => onTheWay(endpoint, tickets.redeem),
    issue: (endpoint) => onTheWay(endpoint, (use, path) => tickets.issue(use, path).ticket),
  };
}

type Swap = (use: 'identity' | 'agent', text: string) => string;

const onTheWay = <Some extends PathsOnTheWay>(endpoint: Some, swap: Swap): Some => ({
  ...ofOne(endpoint, swap),
  ...(endpoint.via && { via: endpoint.via.map((hop) => ofOne(hop, swap)) }),
});

const ofOne = <Some extends Paths>(login: Some, swap: Swap): Some => ({
  ...login,
  ...(login.identityFiles && {
    identityFiles: login.identityFiles.map((file) => swap('identity', file)),
  }),
  ...(typeof login.agent === 'string' && { agent: swap('agent', login.agent) }),
});
