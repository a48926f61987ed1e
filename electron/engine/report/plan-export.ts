import type { ServerAt } from '../../../shared/connecting';
import { type Endpoint, type Plan, portOf, type ServerLogin } from '../../../shared/plan';
import { type PlanFile, parsePlanFile, planFileVersion } from '../../../shared/plan-file';
import type { KnownKeysOnDisk } from '../login/known-keys';

type Keys = Pick<KnownKeysOnDisk, 'known'>;

/** As in the form of plan files. */
const mostKeys = 20;

/** The text of a plan file of two servers as they are entered; throws `plan.invalid` where the reader of plans would. `file` is its name for people. */
export function planText(entered: Plan, file: string, keys: Keys): string {
  const { source, target, until, cutover, clients, keepSourceDays } = entered;
  const secrets = {
    ...(takesPassword(source) && { sourcePassword: { env: 'EPP_SOURCE_PASSWORD' } }),
    ...(takesPassword(target) && { targetPassword: { env: 'EPP_TARGET_PASSWORD' } }),
  };
  const known = {
    source: keysOf(keys, [source], ownOf),
    target: keysOf(keys, [target], ownOf),
    jump: keysOf(keys, [source, target], jumpsOf),
  };
  const acceptKeys = Object.fromEntries(
    Object.entries(known).filter(([, fingerprints]) => fingerprints.length > 0),
  );
  const plan: PlanFile = {
    plan: planFileVersion,
    source: applianceOf(source),
    target: applianceOf(target),
    ...(until !== 'done' && { until }),
    ...(cutover && { cutover }),
    ...(clients && { clients }),
    ...(keepSourceDays !== undefined && { keepSourceDays }),
    ...(Object.keys(secrets).length > 0 && { secrets }),
    ...(Object.keys(acceptKeys).length > 0 && { acceptKeys }),
  };
  parsePlanFile(plan, file);
  return `${head}${JSON.stringify(plan, undefined, 2)}\n`;
}

const head = `// A plan of a migration, saved from the window.
//
//   epp-migrate run FILE --preflight-only   connect and check; change nothing
//   epp-migrate run FILE                    migrate
//
// No password, key or passphrase is in here; "secrets" names the variables that they come from.
`;

/** Empty lists are written down: what a plan leaves out is taken from ~/.ssh/config. */
const applianceOf = ({
  via = [],
  webPort,
  access,
  ways,
  ...login
}: Endpoint): PlanFile['source'] => ({
  ...serverOf(login),
  ...(webPort !== undefined && { webPort }),
  ...(access && { access }),
  ...(ways && { ways }),
  via: via.map(serverOf),
});

const serverOf = ({ host, port, user, identityFiles = [], ...rest }: ServerLogin) => ({
  ...{ host, port, user, identityFiles },
  ...rest,
});

/** Without keys of its own; a variable that a plan names has to be set, and the usual ones are read without it. */
const takesPassword = ({ identityFiles = [], agentKey, access }: Endpoint): boolean =>
  access !== 'web' && identityFiles.length === 0 && agentKey === undefined;

const ownOf = (endpoint: Endpoint): readonly ServerAt[] => [
  { host: endpoint.host, port: portOf(endpoint) },
];
const jumpsOf = ({ via = [] }: Endpoint): readonly ServerAt[] =>
  via.map(({ host, port }, at) => ({ host, port, hop: at + 1 }));

/** Fingerprints of the host keys that are trusted on this computer. */
function keysOf(
  { known }: Keys,
  endpoints: readonly Endpoint[],
  serversOf: (endpoint: Endpoint) => readonly ServerAt[],
): readonly string[] {
  const found = endpoints.flatMap((endpoint) =>
    serversOf(endpoint).flatMap((server) => {
      const { trusted, revoked } = known(server, endpoint);
      const never = new Set(revoked.map(({ sha256 }) => sha256));
      return trusted.map(({ hostKey }) => hostKey.sha256).filter((each) => !never.has(each));
    }),
  );
  return [...new Set(found)].slice(0, mostKeys);
}
