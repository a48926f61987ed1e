import type { HandOperation } from '../../../shared/hand-work';
import type { OperationName } from './profile';

/** The operations of a profile that one of the port takes. */
const commandsOf = (operation: HandOperation): readonly OperationName[] =>
  operation === 'setClients' ? ['enableClients', 'disableClients'] : [operation];

/** Whether a profile has the commands for an operation of the port. */
export const hasCommandFor = (
  { operations }: { readonly operations: Readonly<Partial<Record<OperationName, unknown>>> },
  operation: HandOperation,
): boolean => commandsOf(operation).every((name) => operations[name] !== undefined);
