import type { Command } from './command';
import type { Faults } from './faults';

/** What the fault `babble` spares unless told otherwise: without these nobody would take the machine for an appliance. */
const spared: ReadonlySet<string> = new Set(['identity', 'network']);

/** Whether the fault `babble` strikes at this command. */
export function babbles({ babble }: Faults, name: string, { changes }: Command): boolean {
  if (!babble) return false;
  return babble.at === undefined ? !changes && !spared.has(name) : babble.at === name;
}

/** What the fault `babble` makes of an answer. */
export function babbled({ babble }: Faults, answer: string): string {
  switch (babble?.how) {
    case 'garbage':
      return '}{"\u0000\u0007\uFFFD;;[[ %s%n\n*** stack smashing detected ***\n';
    case 'colours':
      return answer.replaceAll(/.+/g, (line) => `\u001b[1;32m${line}\u001b[0m`);
    case 'megabytes':
      return 'x'.repeat(2 * 1_048_576);
    case 'language':
      return 'Der Befehl wurde ausgeführt. Frei: 12,5 GB von 60 GB\n';
    case 'nothing':
      return '';
    case undefined:
      return answer;
  }
}
