import { resolve } from 'node:path';
import { countedEntities } from '../../../shared/appliance';
import { formatBytes } from '../../../shared/bytes';
import type { Inspection } from '../../../shared/eppb';
import { failureExit } from '../../../shared/failure';
import type { KeyGiven } from '../../../shared/migration';
import type { KeyVerdict, Sidecar } from '../../../shared/sidecar';
import {
  fileVerdictWords,
  keyOfOtherFileWords,
  keyVerdictWords,
  kindWords,
  remarkWords,
} from '../../../shared/words/inspection';
import type { InspectOptions } from '../choice';
import { cleanAll } from '../clean';
import { type Ending, finished } from '../ending';
import { keyFromStdin } from '../key-stdin';
import { typedPath } from '../kit-file';
import { hanging } from '../layout';
import type { Desk } from '../ports';

const indent = 15;

/** `inspect`: what each file is, and whose key a key is; what is not as it should be is in the exit code, the worst first. */
export async function inspect(
  files: readonly string[],
  options: InspectOptions,
  desk: Desk,
): Promise<Ending> {
  const { screen, folder, ports } = desk;
  // Before a file is read, which may take minutes.
  const key = await keyGiven(options, desk);
  const engine = ports.openEngine();
  const codes = [0];
  try {
    for (const file of files) {
      const path = resolve(folder, file);
      const inspection = await engine.handlers['inspect-file']({ file: { path } });
      if (inspection.remarks.length > 0) codes.push(1);
      if (inspection.sidecar?.file === 'differs') codes.push(failureExit['archive.file-differs']);
      screen.item({ type: 'inspection', path, ...inspection });
      screen.write(inspectionText(cleanAll(inspection), desk));
      if (key) {
        const { verdict } = await engine.handlers['check-key']({ file: { path }, ...key });
        codes.push(keyExit[verdict]);
        screen.item({ type: 'key-check', path, verdict });
        screen.write(verdictText(verdict, inspection, desk));
      }
      screen.write('');
    }
  } finally {
    await engine.close();
  }
  return { ...finished, exitCode: worst.find((code) => codes.includes(code)) ?? 0 };
}

const keyExit = { right: 0, wrong: failureExit['key.wrong'], 'no-check-value': 1 } as const;
const worst: readonly number[] = [keyExit.wrong, failureExit['archive.file-differs'], 1];

async function keyGiven(
  { kit, keyStdin }: InspectOptions,
  { terminal, folder }: Desk,
): Promise<KeyGiven | undefined> {
  if (kit !== undefined) return { kit: { path: typedPath(kit, folder) } };
  return keyStdin === true ? { secret: await keyFromStdin(terminal) } : undefined;
}

/** A key is held against the manifest, which may be that of another file than the one that is there. */
function verdictText(verdict: KeyVerdict, { sidecar }: Inspection, { terminal }: Desk): string {
  const { paint, width } = terminal;
  const words =
    verdict === 'right' && sidecar?.file === 'differs'
      ? keyOfOtherFileWords
      : keyVerdictWords[verdict];
  const right = verdict === 'right' && sidecar?.file === 'same';
  return paint(right ? 'green' : 'yellow', hanging('  Key', words, width(), indent));
}

type Line = (label: string, text: string) => string;

function inspectionText(inspection: Inspection, { terminal }: Desk): string {
  const { paint, width } = terminal;
  const { name, size, sha256, firstBytes, kind, manifest, sidecar, remarks } = inspection;
  const line: Line = (label, text) => hanging(`  ${label}`, text, width(), indent);
  return [
    paint('bold', name),
    line('Kind', kindWords[kind]),
    line('Size', `${formatBytes(size)} (${size} bytes)`),
    line('SHA-256', sha256),
    line('First bytes', firstBytes),
    ...(manifest
      ? [
          line('Backup', `${manifest.name}, made ${manifest.createdAt}`),
          line('Server', `${manifest.hostname}, ${manifest.product} ${manifest.version}`),
          line(
            'Holds',
            countedEntities.map((entity) => `${entity} ${manifest.counts[entity]}`).join(', '),
          ),
        ]
      : []),
    ...(sidecar ? sidecarLines(sidecar.manifest, line) : []),
    ...(sidecar ? [line('', `${fileVerdictWords[sidecar.file]}.`)] : []),
    ...remarks.map((remark, index) => line(index === 0 ? 'Remarks' : '', remarkWords[remark])),
  ].join('\n');
}

/** What the manifest beside the file says. */
const sidecarLines = ({ backup, server, times, writtenBy }: Sidecar, line: Line) => [
  line('Manifest', `${backup.name}, made ${times.created}, downloaded ${times.downloaded}`),
  line('', `of ${server.hostname} (${server.address}), ${server.product} ${server.version}`),
  line('', `written by ${writtenBy.program} on ${writtenBy.computer}`),
];
