import { RE2JS } from 're2js';

/**
 * Regular expressions of profiles, which people write and mail to each other: RE2's kind, whose time grows with the length of the text
 * and never explodes. There is no looking ahead or behind and no reference back to a group.
 */
export type Pattern = {
  /** The names of its groups. */
  readonly groups: readonly string[];
  /** What its groups caught at the first place that it is found, or undefined where it is nowhere. */
  readonly find: (text: string) => Readonly<Record<string, string>> | undefined;
};

/** More of a text than this is not searched. */
export const searchedMax = 65_536;
/** A pattern of more steps would take seconds for that; those that people write have at most a hundred. */
const stepsMax = 250;
/** A longer line is no line of an answer. */
export const lineMax = 8192;

/** All patterns of one answer together get no more time, so that what somebody mailed cannot hold up a migration. */
const searchMillisecondsMax = 5000;
export const searchedTooLong = `its patterns take more than ${searchMillisecondsMax / 1000} seconds`;

/** Begins the time for one answer; tells whether it is over. */
export function searchClock(): () => boolean {
  const began = performance.now();
  return () => performance.now() - began > searchMillisecondsMax;
}

const known = new Map<string, Pattern>();
const keptMost = 500;

/** Compiles a pattern; `^` and `$` are the ends of lines. Throws an Error that says what is wrong with it. */
export function compilePattern(source: string): Pattern {
  const there = known.get(source);
  if (there) return there;
  const compiled = RE2JS.compile(source, RE2JS.MULTILINE);
  const steps = compiled.programSize();
  if (steps > stepsMax)
    throw new Error(`it has ${steps} steps; at most ${stepsMax}, and {n} counts n times`);
  const groups = Object.keys(compiled.namedGroups());
  const pattern: Pattern = {
    groups,
    find: (text) => {
      const matcher = compiled.matcher(text.slice(0, searchedMax));
      if (!matcher.find()) return undefined;
      return Object.fromEntries(
        groups.flatMap((name) => {
          const caught = matcher.group(name);
          return caught === null ? [] : [[name, caught]];
        }),
      );
    },
  };
  if (known.size >= keptMost) known.clear();
  known.set(source, pattern);
  return pattern;
}

/** What is wrong with a pattern, or undefined. */
export function patternFault(source: string): string | undefined {
  try {
    compilePattern(source);
    return undefined;
  } catch (thrown) {
    const text = thrown instanceof Error ? thrown.message : String(thrown);
    // What it was told beside the pattern is not in the profile.
    return text
      .replace(/^error parsing regexp: /, '')
      .replace('`(?m)', '`')
      .slice(0, 200);
  }
}
