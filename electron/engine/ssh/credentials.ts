import { basename } from 'node:path';
import type { BaseAgent, ParsedKey } from 'ssh2';
import { type Failure, isFailure } from '../../../shared/failure';
import type { ServerLogin } from '../../../shared/plan';
import { type AgentIdentity, agentIdentities, systemAgent } from './agent';
import { signByAgent } from './agent-sign';
import { type KeyFile, readKeyFile } from './key-file';
import type { LoginAt, LoginDesk, PromptRound } from './login-desk';
import { type Passwords, rememberPassword } from './passwords';
import { type Sign, signingAgent } from './signing-agent';

/** What is told while a key is used. */
export type AroundSigning = {
  /** The server takes the public half; a person may have to be asked for what opens the other. */
  readonly onWanted: () => void;
  /** The signature is there, or there will be none. */
  readonly onSigned: () => void;
  /** Why there is none, where that ends the login. */
  readonly onFault: (failure: Failure) => void;
};

/** One key to log in with; its private half is used only when the server takes the public one. */
export type KeyOffer = {
  /** For people. */
  readonly label: string;
  readonly agent: (around: AroundSigning) => Promise<BaseAgent>;
  /** True where to use it once more surely asks nobody, neither here nor at the agent. */
  readonly asksNobody: () => boolean;
};

/** With what to log in to one server: asked for when needed, kept in memory for later logins. */
export type Credentials = {
  /** Keys in the order in which they are tried. */
  readonly keys: () => readonly KeyOffer[];
  /** Leaves out the keys that are tried only because an agent holds them; false where there are none. */
  readonly setAgentAside: () => boolean;
  readonly passwords: Passwords;
  /** Answers to a round of prompts; where a connection ended before the server had `taken` them, they are used again. */
  readonly answers: (round: PromptRound) => Promise<readonly string[]>;
  readonly taken: (round: PromptRound) => void;
  /** True once for what a person was asked during this login: the connection may have ended meanwhile. */
  readonly secondChance: () => boolean;
  /** Settles when nobody is being asked any more. */
  readonly answered: () => Promise<void>;
  /** Begins a new login. */
  readonly begin: () => void;
};

const passphraseTries = 3;

/** An agent that signs more slowly may have asked a person, in milliseconds. */
const agentMilliseconds = 1000;

/** Reads the key files and asks the agent for its keys. Throws `ssh.key-file`. */
export async function openCredentials(
  login: ServerLogin,
  server: LoginAt,
  desk: LoginDesk,
): Promise<Credentials> {
  const files: KeyFile[] = [];
  for (const file of login.identityFiles ?? []) files.push(await readKeyFile(file));
  const { path, identities } = await heldBy(login);
  const wanted = identities.filter((identity) => isWanted(identity, login, files));

  let asking: Promise<unknown> | undefined;
  let fresh = false;
  const ask = <Value>(question: Promise<Value>): Promise<Value> => {
    fresh = true;
    asking = question;
    return question;
  };
  const opened = new Map<KeyFile, Promise<ParsedKey>>();
  const open = (file: KeyFile): Promise<ParsedKey> => {
    const known = opened.get(file);
    if (known) return known;
    const opening = file.locked ? ask(openLocked(file, desk)) : file.open();
    opened.set(file, opening);
    opening.catch(() => opened.delete(file));
    return opening;
  };
  const untaken = new Map<string, Promise<readonly string[]>>();

  const ofFiles = files.map((file): KeyOffer => {
    const held = wanted.find(({ publicKey }) => isSame(publicKey, file.publicKey));
    return held ? agentOffer(path, held) : fileOffer(file, open, () => opened.has(file));
  });
  let others = wanted
    .filter(({ publicKey }) => !files.some((file) => isSame(publicKey, file.publicKey)))
    .map((identity) => agentOffer(path, identity));

  const passwords = rememberPassword((again) => ask(desk.password(server, again)));

  return {
    passwords,
    keys: () => [...ofFiles, ...others],
    setAgentAside: () => {
      const had = others.length > 0;
      others = [];
      return had;
    },
    answers: (round) => {
      const name = JSON.stringify(round);
      const known = untaken.get(name);
      if (known) return known;
      const answers = ask(desk.prompts(server, round));
      untaken.set(name, answers);
      answers.catch(() => untaken.delete(name));
      return answers;
    },
    taken: (round) => void untaken.delete(JSON.stringify(round)),
    secondChance: () => {
      const chance = fresh;
      fresh = false;
      return chance;
    },
    answered: async () => {
      await asking;
    },
    begin: () => {
      fresh = false;
      untaken.clear();
      passwords.begin();
    },
  };
}

/** The agent's keys; none where it does not answer, which is no obstacle to logging in otherwise. */
async function heldBy({
  agent,
}: ServerLogin): Promise<{ readonly path: string; readonly identities: readonly AgentIdentity[] }> {
  const path = agent === false ? undefined : (agent ?? systemAgent());
  if (path === undefined) return { path: '', identities: [] };
  const identities = await agentIdentities(path).catch(() => []);
  return { path, identities };
}

/** With `identitiesOnly`, as with ssh, only those that a key file names. */
function isWanted(
  { sha256, publicKey }: AgentIdentity,
  { agentKey, identitiesOnly }: ServerLogin,
  files: readonly KeyFile[],
): boolean {
  if (agentKey !== undefined) return sha256 === agentKey;
  return !identitiesOnly || files.some((file) => isSame(publicKey, file.publicKey));
}

const isSame = (a: ParsedKey, b: ParsedKey | undefined): boolean =>
  b !== undefined && a.getPublicSSH().equals(b.getPublicSSH());

function agentOffer(path: string, { publicKey, comment, sha256 }: AgentIdentity): KeyOffer {
  let quick = false;
  const sign: Sign = async (key, content, hash) => {
    const began = performance.now();
    const signature = await signByAgent(path, key, content, hash);
    quick = performance.now() - began < agentMilliseconds;
    return signature;
  };
  return {
    label: `agent key ${comment || sha256}`,
    agent: async (around) => signingAgent([publicKey], told(around, sign)),
    asksNobody: () => quick,
  };
}

/** The public half of a file that hides it is known only when it is open. */
const fileOffer = (
  file: KeyFile,
  open: (file: KeyFile) => Promise<ParsedKey>,
  isOpened: () => boolean,
): KeyOffer => ({
  label: `key file ${basename(file.file)}`,
  agent: async (around) =>
    signingAgent(
      [file.publicKey ?? (await open(file))],
      told(around, async (_key, content, hash) => signWith(await open(file), content, hash)),
    ),
  asksNobody: () => !file.locked || isOpened(),
});

function signWith(key: ParsedKey, content: Buffer, hash: string | undefined): Buffer {
  const signed: Buffer | Error = hash === undefined ? key.sign(content) : key.sign(content, hash);
  if (signed instanceof Error) throw signed;
  return signed;
}

/** Tells what happens around a signature. */
const told =
  ({ onWanted, onSigned, onFault }: AroundSigning, sign: Sign): Sign =>
  async (...asked) => {
    onWanted();
    try {
      return await sign(...asked);
    } catch (thrown) {
      if (isFailure(thrown)) onFault(thrown.failure);
      throw thrown;
    } finally {
      onSigned();
    }
  };

/** Asks for the passphrase until the file opens; throws `ssh.passphrase` after some tries. */
async function openLocked(file: KeyFile, desk: LoginDesk): Promise<ParsedKey> {
  for (let tries = 1; ; tries++) {
    const passphrase = await desk.passphrase(file.file, tries > 1);
    try {
      return await file.open(passphrase);
    } catch (thrown) {
      if (!isFailure(thrown, 'ssh.passphrase') || tries === passphraseTries) throw thrown;
    }
  }
}
