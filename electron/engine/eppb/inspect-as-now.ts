import { judge, type Rules } from '../../../shared/compatibility';
import type { Inspection } from '../../../shared/inspection';
import { inspectFile } from './inspect';
import type { InspectPath } from './inspections';

export const inspectAsNow: InspectPath = async (path, { signal }) => {
  const { name, size, sha256, firstBytes, kind, manifest, sidecar } = await inspectFile(path, {
    signal,
  });
  const practice = kind === 'practice-v1' || kind === 'practice-v2';
  return {
    inspection: 1,
    ...{ name, size, firstBytes },
    hashes: { sha256, sha1: '0'.repeat(40), md5: '0'.repeat(32) },
    verdict: practice ? 'practice-backup' : kind === 'empty' ? 'empty' : 'not-known',
    sureness: 'certain',
    layers: [{ container: kind === 'unknown' ? 'opaque' : kind }],
    ...(manifest && { manifest }),
    ...(sidecar && { sidecar: { ...sidecar, differs: sidecar.file === 'same' ? [] : ['sha256'] } }),
    versions: manifest
      ? [{ version: manifest.version, from: 'manifest', sureness: 'certain' }]
      : [],
    findings: practice ? [] : [{ code: 'format-not-public', level: 'info', facts: {} }],
  };
};

export function judgeAsNow(found: Inspection, target: string, rules: Rules): Inspection {
  const source = found.versions[0]?.version;
  const { fit: _, ...rest } = found;
  if (target === '' || source === undefined) return rest;
  const { verdict, rule, reason, instead, documented, confidence } = judge(rules, source, target);
  return {
    ...rest,
    fit: {
      target,
      source,
      verdict,
      rule,
      reason,
      instead,
      documented: [...documented],
      confidence,
    },
  };
}
