/** True where the pattern fits the text: `*` for any characters, `?` for exactly one (ssh_config(5), PATTERNS). */
export function matchesPattern(text: string, pattern: string): boolean {
  // Goes back to the last star only, so the time is at most the product of both lengths.
  let at = 0;
  let star = -1;
  let retry = 0;
  let next = 0;
  while (at < text.length) {
    if (next < pattern.length && pattern[next] === '*') {
      star = next++;
      retry = at;
    } else if (next < pattern.length && (pattern[next] === '?' || pattern[next] === text[at])) {
      next++;
      at++;
    } else if (star >= 0) {
      next = star + 1;
      at = ++retry;
    } else {
      return false;
    }
  }
  while (pattern[next] === '*') next++;
  return next === pattern.length;
}

/** True where one of the patterns fits and none of those that begin with `!` does. */
export function matchesAny(text: string, patterns: readonly string[]): boolean {
  let matched = false;
  for (const pattern of patterns) {
    const negated = pattern.startsWith('!');
    if (!matchesPattern(text, negated ? pattern.slice(1) : pattern)) continue;
    if (negated) return false;
    matched = true;
  }
  return matched;
}

/** True where a comma list of patterns for host names fits, whatever the case. */
export const matchesHostList = (host: string, list: string): boolean =>
  matchesAny(host.toLowerCase(), list.toLowerCase().split(','));
