import { basename, join } from 'node:path';
import type { ConfigNote } from '../../../shared/connecting';
import type { ResolvedHost } from '../../../shared/contract';
import { fail } from '../../../shared/failure';
import { endpointSchema, type ServerLogin } from '../../../shared/plan';
import { printable } from '../printable';
import type { ConfigLine } from './ssh-config-lines';
import { keySettings } from './ssh-config-login';
import { hostNameOf, settingsFor } from './ssh-config-settings';
import { readPort, readTarget, type Target } from './ssh-config-target';
import { fillIn, type Tokens } from './ssh-config-tokens';
import { type ConfigRoot, type ConfigTree, configTree } from './ssh-config-walk';

/** A person's configuration of ssh, read anew at each call. What it cannot honour it names in `notes`. */
export type SshConfig = {
  /** Names on `Host` lines, without patterns, in their order; at most 500. Never throws. */
  readonly hosts: () => {
    readonly hosts: readonly string[];
    readonly notes: readonly ConfigNote[];
  };
  /**
   * How to reach `host`, `user@host`, `host:port` or an alias; what is typed wins over the files. Throws `usage.wrong`
   * for text that names no host, and `ssh.config` where the files say something of it that ssh would refuse as well.
   */
  readonly resolve: (text: string) => ResolvedHost;
};

const hostsMax = 500;
const hopsMax = 4;
const jumpsMax = 8;

/** The configuration in `file` alone, or in ~/.ssh/config and then the computer's; `user` is who uses this computer. */
export function openSshConfig(options: {
  readonly home: string;
  readonly user: string;
  readonly file?: string;
}): SshConfig {
  const open = () => configTree(rootsOf(options.home, options.file), options.home);
  return {
    hosts: () => {
      const tree = open();
      const hosts = literalHosts(tree);
      return { hosts: [...hosts].slice(0, hostsMax), notes: tree.notes() };
    },
    resolve: (text) => {
      const tree = open();
      const target = readTarget(text);
      if ('wrong' in target) return refuseText(text, target.wrong);
      const { server, via, notes } = resolveServer({ tree, ...options }, target, []);
      const endpoint = { ...server, ...(via.length > 0 ? { via: [...via] } : {}) };
      const isAlias = server.host !== target.host || literalHosts(tree).has(target.host);
      return {
        endpoint,
        ...(isAlias ? { alias: target.host } : {}),
        identityNames: (endpoint.identityFiles ?? []).map((file) => basename(file)),
        notes: unique([...tree.notes(), ...notes]),
      };
    },
  };
}

function rootsOf(home: string, file: string | undefined): readonly ConfigRoot[] {
  const folder = join(home, '.ssh');
  if (file !== undefined) return [{ file, folder }];
  const shared =
    process.platform === 'win32' ? join(process.env['ProgramData'] ?? 'C:\\', 'ssh') : '/etc/ssh';
  return [
    { file: join(folder, 'config'), folder },
    { file: join(shared, 'ssh_config'), folder: shared },
  ];
}

function literalHosts(tree: ConfigTree): ReadonlySet<string> {
  const hosts = new Set<string>();
  tree.walk({
    line: ({ keyword, words, unclear }) => {
      if (keyword !== 'host' || unclear) return;
      for (const name of words) {
        if (!/[*?!]/.test(name) && !('wrong' in readTarget(name))) hosts.add(name);
      }
    },
  });
  return hosts;
}

type Context = { readonly tree: ConfigTree; readonly home: string; readonly user: string };
type Server = Omit<ServerLogin, 'user'> & { readonly user?: string | undefined };
type Resolved = {
  readonly server: Server;
  readonly via: ServerLogin[];
  readonly notes: readonly ConfigNote[];
};

/** `trail`: the servers that are reached over this one; undefined for a jump host whose own way is already said. */
function resolveServer(
  context: Context,
  target: Target,
  trail: readonly Target[] | undefined,
): Resolved {
  const { tree, home, user: localUser } = context;
  const settings = settingsFor(tree, { host: target.host, user: target.user, localUser });
  const hostLine = settings.of('hostname');
  const host = hostLine ? (hostNameOf(hostLine, target.host) ?? '') : target.host;
  if (!endpointSchema.shape.host.safeParse(host).success || host.startsWith('-')) {
    if (hostLine) refuseLine(hostLine);
    refuseText(target.host, 'neither a host name nor an address');
  }
  const portLine = settings.of('port');
  const port = target.port ?? (portLine ? readPort(portLine.words.join(' ')) : 22);
  if (port === undefined) return refuseLine(portLine);
  const userLine = settings.of('user');
  const user = target.user ?? userLine?.words[0];
  const isUser = endpointSchema.shape.user.safeParse(user).success;
  if (target.user === undefined && userLine && (!isUser || userLine.words.length > 1)) {
    refuseLine(userLine);
  }
  const tokens = {
    '%': '%',
    h: host.toLowerCase(),
    n: target.host,
    p: String(port),
    r: user ?? localUser,
  };
  const keys = keySettings(settings, home, { ...tokens, d: home, u: localUser });
  const jumps = trail && wayTo(context, settings.of('proxyjump'), tokens, [...trail, target]);
  return {
    server: { host, port, ...(user === undefined ? {} : { user }), ...keys.login },
    via: jumps?.via ?? [],
    notes: [...settings.notes, ...keys.notes, ...(jumps?.notes ?? [])],
  };
}

/**
 * The jump hosts, the nearest first. As with ssh, of a list only the first one is reached by what the configuration says
 * of it; the others are reached over the one before.
 */
function wayTo(
  context: Context,
  line: ConfigLine | undefined,
  tokens: Tokens,
  trail: readonly Target[],
): Pick<Resolved, 'via' | 'notes'> {
  const written = line?.words.join(' ') ?? 'none';
  if (!line || written.toLowerCase() === 'none') return { via: [], notes: [] };
  const text = fillIn(written, tokens) ?? refuseLine(line);
  const hops = text.split(',').map((part) => {
    const hop = readTarget(part);
    return 'wrong' in hop ? refuseLine(line) : hop;
  });
  const isLoop = hops.some((hop) => trail.some((before) => sameTarget(hop, before)));
  if (isLoop || trail.length > jumpsMax)
    refuseLine(line, 'a jump host that is reached over itself');
  const resolved = hops.map((hop, index) =>
    resolveServer(context, hop, index === 0 ? trail : undefined),
  );
  const via = resolved.flatMap(({ server, via }) => [
    ...via,
    { ...server, user: server.user ?? context.user },
  ]);
  if (via.length > hopsMax) refuseLine(line, `more than ${hopsMax} jump hosts`);
  return { via, notes: resolved.flatMap(({ notes }) => notes) };
}

const sameTarget = (a: Target, b: Target): boolean =>
  a.host.toLowerCase() === b.host.toLowerCase() && a.port === b.port && a.user === b.user;

const unique = (notes: readonly ConfigNote[]): readonly ConfigNote[] => [
  ...new Map(notes.map((note) => [`${note.file}\n${note.line}\n${note.what}`, note])).values(),
];

/** What was typed may hold a password where none belongs: it is not said back where it has a user. */
const refuseText = (text: string, wrong: string): never => {
  const typed = text.includes('@') ? 'What was typed' : `“${printable(text).slice(0, 100)}”`;
  const hint = /[^\x20-\x7e]/.test(text)
    ? ' Of a name with other letters use the xn-- form, or the IP address.'
    : '';
  return fail('usage.wrong', { seen: `${typed} is no server to connect to: ${wrong}.${hint}` });
};

function refuseLine(line: ConfigLine | undefined, because?: string): never {
  const said = line ? printable(`${line.name} ${line.words.join(' ')}`).slice(0, 200) : '';
  return fail('ssh.config', {
    file: line?.file ?? '',
    line: line?.line ?? 0,
    seen:
      because === undefined
        ? `line ${line?.line}: ${said}`
        : `line ${line?.line}: ${said}: ${because}`,
  });
}
