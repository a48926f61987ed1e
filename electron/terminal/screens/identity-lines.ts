import type { Identity } from '../../../shared/appliance';
import { formatDuration } from '../../../shared/bytes';
import { algorithmKinds } from '../../../shared/connecting';
import type { ConnectionTest } from '../../../shared/connection-test';
import { algorithmKindWords } from '../../../shared/words/algorithms';
import { marked } from '../answers/connecting-text';
import { cleanAll } from '../clean';
import { hanging } from '../layout';
import type { Paint } from '../terminal';

const indent = 18;
/** Smaller differences are the time that asking takes, in seconds. */
const sameClock = 2;

/** Who answered at the end of a test that passed, and how the two sides speak with each other. */
export function identityLines(unclean: ConnectionTest, width: number, paint: Paint): string[] {
  const { identity, agreed, legacyAllowed } = cleanAll(unclean);
  const line = (label: string, text: string | undefined): string[] =>
    text === undefined || text === '' ? [] : [hanging(`  ${label}`, text, width, indent)];
  return [
    paint('bold', 'Connected. This is an Endpoint Protector server.'),
    ...(identity ? whoLines(identity, line) : []),
    ...algorithmKinds.flatMap((kind) =>
      line(labels[kind], agreed?.[kind] && marked(kind, agreed[kind])),
    ),
    ...legacyAllowed.flatMap((address) =>
      line('Weak algorithms', `allowed for ${address}; not for other servers`),
    ),
  ];
}

type Line = (label: string, text: string | undefined) => string[];

const labels = {
  kex: capital(algorithmKindWords.kex),
  hostKey: 'Signed with',
  cipher: capital(algorithmKindWords.cipher),
  mac: capital(algorithmKindWords.mac),
} as const;

const whoLines = (identity: Identity, line: Line): string[] => [
  ...line('Product', identity.product),
  ...line(
    'Version',
    identity.versionFrom === 'person'
      ? `${identity.version}, as you read it from its web page`
      : identity.version,
  ),
  ...line('Role', identity.role),
  ...line('Host name', identity.hostname),
  ...line('System', identity.os),
  ...line('SSH server', identity.sshServer),
  ...line('Addresses', (identity.addresses ?? [identity.network.address]).join(', ')),
  ...line('Clock', clockWords(identity.clockAheadSeconds)),
  ...line('Machine id', identity.machineId),
  ...line('Host key', `${identity.hostKey.sha256} (${identity.hostKey.type})`),
  ...line('', identity.hostKey.md5),
];

function clockWords(ahead: number | undefined): string | undefined {
  if (ahead === undefined) return undefined;
  if (Math.abs(ahead) < sameClock) return 'the same as on this computer';
  const span = formatDuration(Math.abs(ahead) * 1000);
  return `${span} ${ahead > 0 ? 'ahead of' : 'behind'} this computer`;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
