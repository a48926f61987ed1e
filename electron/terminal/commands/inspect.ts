import { resolve } from 'node:path';
import { countedEntities } from '../../../shared/appliance';
import { formatBytes } from '../../../shared/bytes';
import type { Inspection } from '../../../shared/eppb';
import { kindWords, remarkWords } from '../../../shared/words/inspection';
import { cleanAll } from '../clean';
import { type Ending, finished } from '../ending';
import { hanging } from '../layout';
import type { Desk } from '../ports';

const indent = 15;

/** `inspect`: what each file is; remarks make it a warning. */
export async function inspect(files: readonly string[], desk: Desk): Promise<Ending> {
  const { screen, folder, ports } = desk;
  const engine = ports.openEngine();
  let remarks = 0;
  try {
    for (const file of files) {
      const path = resolve(folder, file);
      const inspection = await engine.handlers['inspect-file']({ file: { path } });
      remarks += inspection.remarks.length;
      screen.item({ type: 'inspection', path, ...inspection });
      screen.write(`${inspectionText(cleanAll(inspection), desk)}\n`);
    }
  } finally {
    await engine.close();
  }
  return remarks > 0 ? { ...finished, exitCode: 1 } : finished;
}

function inspectionText(inspection: Inspection, { terminal }: Desk): string {
  const { paint, width } = terminal;
  const { name, size, sha256, firstBytes, kind, manifest, remarks } = inspection;
  const line = (label: string, text: string): string =>
    hanging(`  ${label}`, text, width(), indent);
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
    ...remarks.map((remark, index) => line(index === 0 ? 'Remarks' : '', remarkWords[remark])),
  ].join('\n');
}
