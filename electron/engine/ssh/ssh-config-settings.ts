import type { ConfigNote } from '../../../shared/connecting';
import type { ConfigLine } from './ssh-config-lines';
import { matchesAny, matchesHostList } from './ssh-config-pattern';
import { fillIn } from './ssh-config-tokens';
import { matters } from './ssh-config-unsupported';
import type { ConfigTree } from './ssh-config-walk';

/** What the configuration says of one server. */
export type Settings = {
  /** The line that counts for a directive, which is the first one that applies. */
  readonly of: (keyword: Honoured) => ConfigLine | undefined;
  readonly identityFiles: readonly ConfigLine[];
  /** Lines that apply and that this program does not do. */
  readonly notes: readonly ConfigNote[];
};

/** Directives that have one value each. */
const honoured = [
  'hostname',
  'identitiesonly',
  'identityagent',
  'port',
  'proxyjump',
  'user',
] as const;
export type Honoured = (typeof honoured)[number];
const understood: ReadonlySet<string> = new Set([...honoured, 'host', 'match', 'identityfile']);

/** The host as it was typed and the users on both sides, which `Match` asks for. */
export type Asked = {
  readonly host: string;
  readonly user: string | undefined;
  readonly localUser: string;
};

/** Reads the settings for one server out of the configuration, as ssh_config(5) says: of each directive the first counts. */
export function settingsFor(tree: ConfigTree, asked: Asked): Settings {
  const first = new Map<string, ConfigLine>();
  const identityFiles: ConfigLine[] = [];
  const notes: ConfigNote[] = [];
  const note = ({ file, line }: ConfigLine, what: string) => notes.push({ file, line, what });

  // What is included from a part that does not apply, does not apply whatever its own Host lines say.
  let now = { applies: true, never: false };
  const before: (typeof now)[] = [];

  const sectionApplies = (line: ConfigLine): boolean => {
    if (line.unclear) {
      note(line, line.name);
      return false;
    }
    if (line.keyword === 'host') return matchesAny(asked.host, line.words);
    const answer = matchApplies(line.words, {
      host: hostNameOf(first.get('hostname'), asked.host) ?? asked.host,
      originalhost: asked.host,
      user: asked.user ?? first.get('user')?.words[0] ?? asked.localUser,
      localuser: asked.localUser,
    });
    if (typeof answer === 'string') note(line, answer);
    return answer === true;
  };

  const take = (line: ConfigLine): void => {
    const { keyword } = line;
    if (line.words.length === 0) return;
    if (line.unclear && understood.has(keyword)) note(line, line.name);
    else if (keyword === 'identityfile') identityFiles.push(line);
    else if (excluded[keyword] && first.has(excluded[keyword])) return;
    else if (!first.has(keyword)) first.set(keyword, line);
  };

  tree.walk({
    line: (line) => {
      if (line.keyword === 'host' || line.keyword === 'match') {
        now = { ...now, applies: !now.never && sectionApplies(line) };
      } else if (now.applies) take(line);
    },
    entered: () => {
      before.push(now);
      now = { applies: now.applies, never: now.never || !now.applies };
    },
    left: () => {
      now = before.pop() ?? now;
    },
  });
  for (const line of first.values()) {
    if (!understood.has(line.keyword) && matters(line)) note(line, line.name);
  }
  return { of: (keyword) => first.get(keyword), identityFiles, notes };
}

/** Of these two the one that comes first counts, even where it says `none` (readconf.c, parse_jump). */
const excluded: Readonly<Record<string, string | undefined>> = {
  proxycommand: 'proxyjump',
  proxyjump: 'proxycommand',
};

/** The name after `HostName`, in which `%h` is the name that was asked for; undefined where it has other tokens. */
export const hostNameOf = (line: ConfigLine | undefined, asked: string): string | undefined =>
  line && fillIn(line.words.join(' '), { h: asked, '%': '%' });

/** What `Match` can ask for here, by its criterion. */
type Seen = Readonly<Record<'host' | 'originalhost' | 'user' | 'localuser', string>>;

/** The name of a criterion that this program does not know where the outcome hangs on it, `Match exec`. */
function matchApplies(words: readonly string[], seen: Seen): boolean | string {
  let unknown: string | undefined;
  for (let at = 0; at < words.length; at++) {
    const word = words[at]?.toLowerCase() ?? '';
    const negated = word.startsWith('!');
    const criterion = negated ? word.slice(1) : word;
    if (criterion === 'all') {
      if (negated) return false;
    } else if (criterion === 'canonical' || criterion === 'final') {
      unknown ??= `Match ${criterion}`;
    } else {
      const wanted = words[++at] ?? '';
      const fits = fitsCriterion(criterion, wanted, seen);
      if (fits === undefined) unknown ??= `Match ${criterion.slice(0, 40)}`;
      else if (fits === negated) return false;
    }
  }
  return unknown ?? words.length > 0;
}

function fitsCriterion(criterion: string, wanted: string, seen: Seen): boolean | undefined {
  if (criterion === 'host' || criterion === 'originalhost') {
    return matchesHostList(seen[criterion], wanted);
  }
  if (criterion === 'user' || criterion === 'localuser') {
    return matchesAny(seen[criterion], wanted.split(','));
  }
  return undefined;
}
