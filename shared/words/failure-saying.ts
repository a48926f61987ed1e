import type { FailureFacts } from '../failure';
import { formatAddress } from '../plan';

/** What people read about a failure: what happened, what was seen, what was needed, what to do. */
export type FailureWords = {
  readonly title: string;
  readonly seen: string;
  readonly needed: string;
  readonly todo: string;
};

/** Words for a failure by its facts. */
export type Say = (facts: FailureFacts) => FailureWords;

/** `host:port`, and which jump host it is, if it is one. */
export const at = (facts: FailureFacts): string => {
  const host = String(facts['host'] ?? 'the server');
  const address =
    facts['port'] === undefined ? host : formatAddress({ host, port: Number(facts['port']) });
  const through = facts['via'] === undefined ? '' : `, as jump host ${facts['via']} says,`;
  return facts['hop'] === undefined
    ? `${address}${through}`
    : `${address} (jump host ${facts['hop']})${through}`;
};
/** Words of which only what was seen depends on the facts. */
export const say =
  (title: string, seen: (facts: FailureFacts) => string, needed: string, todo: string): Say =>
  (facts) => ({ title, seen: seen(facts), needed, todo });
/** What one fact says, after a colon; nothing where there is none. */
export const tail = (facts: FailureFacts, name: string): string => {
  const value = facts[name];
  // It is followed by a full stop.
  const text = String(value ?? '').replace(/[\s.:;,]+$/, '');
  return text === '' ? '' : `: ${text}`;
};

/** What a machine is recognised by: its host key, or where there is no SSH its certificate. */
export const knownWords = (f: FailureFacts): string =>
  f['known'] === 'certificate' ? 'certificate' : 'host key';
