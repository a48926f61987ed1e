import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import type { ConfigNote } from '../../../shared/connecting';
import type { ServerLogin } from '../../../shared/plan';
import { expandHome } from './ssh-config-include';
import type { ConfigLine } from './ssh-config-lines';
import type { Settings } from './ssh-config-settings';
import { fillIn, type Tokens } from './ssh-config-tokens';

/** With which keys to log in, as far as the configuration says. */
export type KeySettings = {
  readonly login: Pick<ServerLogin, 'identityFiles' | 'agent' | 'identitiesOnly'>;
  readonly notes: readonly ConfigNote[];
};

const filesMax = 10;
const defaultNames = ['id_ed25519', 'id_ecdsa', 'id_rsa'];

/**
 * Where no key file is named, those of ssh's default ones that exist count, with `IdentitiesOnly` as well (ssh_config(5)).
 * A file that is named need not exist.
 */
export function keySettings(settings: Settings, home: string, tokens: Tokens): KeySettings {
  const notes: ConfigNote[] = [];
  const note = ({ file, line, name }: ConfigLine) => notes.push({ file, line, what: name });
  const path = (line: ConfigLine): string | undefined => {
    const filled = line.words.length === 1 ? fillIn(line.words[0] ?? '', tokens) : undefined;
    const whole = filled === undefined ? undefined : expandHome(filled, home);
    if (whole !== undefined && isAbsolute(whole)) return whole;
    note(line);
    return undefined;
  };

  const named = new Set<string>();
  for (const line of settings.identityFiles) {
    if (isNone(line)) continue;
    const file = path(line);
    if (file === undefined || named.has(file)) continue;
    if (named.size < filesMax) named.add(file);
    else note(line);
  }
  const files = settings.identityFiles.length > 0 ? [...named] : defaultFiles(home);

  const onlyLine = settings.of('identitiesonly');
  const only = /^(?:yes|true)$/i.test(onlyLine?.words[0] ?? '');
  if (onlyLine && !only && !/^(?:no|false)$/i.test(onlyLine.words[0] ?? '')) note(onlyLine);
  const agent = agentOf(settings.of('identityagent'), path);
  return {
    login: {
      ...(files.length > 0 ? { identityFiles: [...files] } : {}),
      ...(agent === undefined ? {} : { agent }),
      ...(only ? { identitiesOnly: true } : {}),
    },
    notes,
  };
}

const isNone = (line: ConfigLine): boolean => line.words[0]?.toLowerCase() === 'none';

const defaultFiles = (home: string): readonly string[] =>
  defaultNames.map((name) => join(home, '.ssh', name)).filter((file) => existsSync(file));

/** Undefined for the agent of the system, false for none. */
function agentOf(
  line: ConfigLine | undefined,
  path: (line: ConfigLine) => string | undefined,
): string | false | undefined {
  if (!line) return undefined;
  if (isNone(line)) return false;
  const word = line.words[0] ?? '';
  if (word === 'SSH_AUTH_SOCK') return undefined;
  if (/^\$\w+$/.test(word)) return process.env[word.slice(1)] || false;
  return path(line);
}
