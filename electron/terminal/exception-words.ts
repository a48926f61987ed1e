import { algorithmKinds } from '../../shared/connecting';
import type { MigrationState } from '../../shared/migration';
import { isWeak } from '../../shared/weak-algorithms';
import { sideWords } from '../../shared/words/sides';
import { keyWords } from './answers/server-words';

/** What was allowed beyond the usual while connecting: weak algorithms, and host keys in place of others. */
export const exceptionWords = ({ legacy, replacedKeys }: MigrationState): readonly string[] => [
  ...new Set([
    ...legacy.map(({ address, would }) => {
      const weak = algorithmKinds.filter((kind) => isWeak(kind, would[kind]));
      return `Weak algorithms were allowed for ${address}: ${weak.map((kind) => would[kind]).join(', ')}.`;
    }),
    ...replacedKeys.map(({ side, hop, hostKey, at }) => {
      const server = hop === undefined ? `the ${sideWords[side]}` : `jump host ${hop}`;
      return `The changed ${keyWords(hostKey)} of ${server} was accepted on ${at.slice(0, 10)}: ${hostKey.sha256}.`;
    }),
  ]),
];
