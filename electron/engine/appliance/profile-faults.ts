import type * as z from 'zod';
import type { FailureFacts } from '../../../shared/failure';
import type { ProfileFault, ProfileFaultKind } from '../../../shared/profile-fault';

const seenMax = 80;

/** How a value looks in a few characters. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > seenMax ? `${text.slice(0, seenMax)}…` : text;
}

/** The value at a place, as far as there is one. */
function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, name) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, name)
        ? (at as Record<PropertyKey, unknown>)[name]
        : undefined,
    value,
  );
}

/** What a schema had to say of a value. */
export const profileFaultsOf = (
  issues: readonly z.core.$ZodIssue[],
  value: unknown,
): readonly ProfileFault[] => issues.flatMap((issue) => faultsOf(issue, value));

function faultsOf(issue: z.core.$ZodIssue, value: unknown): readonly ProfileFault[] {
  const where = issue.path.map(String).join('.');
  const there = valueAt(value, issue.path);
  const fault = (kind: ProfileFaultKind, facts: FailureFacts): readonly ProfileFault[] => [
    { where, kind, facts },
  ];
  const seen = shown(there);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.flatMap((key) => {
        const name = key.slice(0, 80);
        return [{ where: where ? `${where}.${name}` : name, kind: 'unknown-member', facts: {} }];
      });
    case 'invalid_type':
      return there === undefined
        ? fault('missing', { expected: issue.expected })
        : fault('type', { expected: issue.expected, seen });
    case 'invalid_value':
      return there === undefined
        ? fault('missing', { expected: issue.values.map(String).slice(0, 10).join(', ') })
        : fault('one-of', { expected: issue.values.map(String).join(', '), seen });
    case 'invalid_union': {
      // The form that is an object says more than the form that is a text.
      const inner = issue.errors.at(-1) ?? [];
      if (typeof there !== 'object' || there === null)
        return fault('type', { expected: 'a text or an object', seen });
      return inner.flatMap((each) =>
        faultsOf({ ...each, path: [...issue.path, ...each.path] } as z.core.$ZodIssue, value),
      );
    }
    default:
      return fault('other', { expected: issue.message.slice(0, 200), seen });
  }
}
