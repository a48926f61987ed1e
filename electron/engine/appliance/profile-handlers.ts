import { createHash } from 'node:crypto';
import { FailureError, fail } from '../../../shared/failure';
import type { Endpoint } from '../../../shared/plan';
import type {
  ProfileFacts,
  ProfileLook,
  profileCommands,
  TrialTold,
} from '../../../shared/profile-workshop';
import { JsoncError, readJsonc } from '../../../shared/read-jsonc';
import type { Handlers } from '../../../shared/wire';
import { pathOf } from '../file-path';
import { exportText } from './export-profile';
import { loadedFrom, parseText, profileHash, readProfileText } from './load-profile';
import { lookAtAnswer } from './look-at-answer';
import {
  factsOfOperation,
  type OperationName,
  operationNames,
  secretValues,
  valueFacts,
} from './operations';
import { checkProfile } from './profile';
import { commandsOfProfile, probesOfProfile, sampleValues } from './profile-commands';
import { operationToBegin, profileTemplate } from './profile-template';
import type { ProfileTrial } from './profile-trial';

export type ProfileParts = {
  /** Writes a file whole or not at all; throws `file.unwritable`. */
  readonly write: (path: string, text: string) => Promise<void>;
  /** Begins a trial; answers with its id. */
  readonly tryProfile: (endpoint: Endpoint, wish: ProfileTrial) => string;
  readonly tell: (told: TrialTold) => void;
};

/** The profile workshop, for people who know an appliance's commands. What changes something is never run. */
export const profileHandlers = ({
  write,
  tryProfile,
  tell,
}: ProfileParts): Handlers<keyof typeof profileCommands> => ({
  'profile-facts': async () => facts,
  'profile-template': async ({ name }) => ({ text: profileTemplate(name) }),
  'read-profile': async ({ file }) => {
    const text = readProfileText(pathOf(file));
    return { text, seal: sealOf(text) };
  },
  'check-profile': async ({ text, values }) => lookAtProfile(text, { ...sampleValues, ...values }),
  'read-profile-answer': async ({ text, operation, values, ...kept }) =>
    lookAtAnswer(parseText(text, theProfile), {
      ...{ ...kept, operation: operationOf(operation) },
      values: { ...sampleValues, ...values },
    }),
  'try-profile': async ({ text, endpoint, operation, values }) => {
    const id = tryProfile(endpoint, {
      profile: loadedFrom(parseText(text, theProfile), theProfile),
      ...(operation !== undefined && { operations: [operationOf(operation)] }),
      values,
      hear: (news) => tell({ id, news }),
    });
    return { id };
  },
  'save-profile': async ({ text, file, seal }) => {
    const path = pathOf(file);
    if (seal !== undefined && sealAt(path) !== seal)
      fail('file.unwritable', { file: path, seen: 'another program has changed it meanwhile' });
    await write(path, text);
    return { path, seal: sealOf(text) };
  },
  'export-profile': async ({ text, file }) => {
    const path = pathOf(file);
    const loaded = loadedFrom(parseText(text, theProfile), theProfile);
    await write(path, exportText(loaded));
    return { path, sha256: loaded.sha256 };
  },
});

/** How a profile is called that is being written, in failures. */
const theProfile = 'the profile';

/** All that is to be said of a text that claims to be a profile. */
function lookAtProfile(text: string, values: Readonly<Record<string, string>>): ProfileLook {
  try {
    const written = readJsonc(text);
    const { faults } = checkProfile(written);
    const sha256 = profileHash(written);
    const { sha256: claimed } = Object(written);
    return {
      ...{ faults, sha256, commands: commandsOfProfile(written, values) },
      probes: probesOfProfile(written),
      staleHash: typeof claimed === 'string' && claimed !== sha256,
    };
  } catch (thrown) {
    if (!(thrown instanceof JsoncError)) throw thrown;
    const { line, column, seen } = thrown;
    return {
      broken: { line, column, seen },
      faults: [],
      commands: [],
      probes: [],
      staleHash: false,
    };
  }
}

const operationOf = (text: string): OperationName =>
  operationNames.find((name) => name === text) ??
  fail('contract.bad-input', { where: 'operation', seen: text });

/** What a text is known by, to see whether a file is still the one that was read. */
const sealOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Undefined where nothing is there any more, which nobody has to be kept from replacing. */
function sealAt(path: string): string | undefined {
  try {
    return sealOf(readProfileText(path));
  } catch (thrown) {
    if (thrown instanceof FailureError) return undefined;
    throw thrown;
  }
}

const facts: ProfileFacts = {
  operations: operationNames.map((operation) => {
    const { fields, secret = false, ...known } = factsOfOperation(operation);
    return {
      ...{ operation, secret, ...known, toBegin: operationToBegin(operation) },
      fields: Object.entries(fields).map(([field, { optional = false, words = [], ...each }]) => ({
        ...{ field, optional, words, ...each },
      })),
    };
  }),
  values: Object.fromEntries(
    Object.entries(valueFacts).map(([name, { says, sample }]) => [
      name,
      { says, sample, secret: secretValues.has(name) },
    ]),
  ),
};
