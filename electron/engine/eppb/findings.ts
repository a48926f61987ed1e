import {
  type InspectionFinding,
  type InspectionFindingCode,
  inspectionFindingCodes,
  inspectionLevels,
} from '../../../shared/inspection';

/** How much a finding weighs; what depends on the file is said where it is found. */
type Level = InspectionFinding['level'];

const levels: Readonly<Record<InspectionFindingCode, Level>> = {
  'format-not-public': 'info',
  'not-a-backup': 'error',
  empty: 'error',
  truncated: 'error',
  damaged: 'error',
  zeros: 'error',
  trailing: 'warning',
  'changed-while-read': 'warning',
  'over-200-megabytes': 'warning',
  'manifest-unreadable': 'warning',
  'sidecar-differs': 'error',
  'sidecar-unreadable': 'warning',
  mislabelled: 'warning',
  'wrong-key': 'error',
  'no-key-check': 'warning',
  'does-not-fit': 'error',
  'fit-unknown': 'warning',
  'fit-caution': 'warning',
  'looked-no-further': 'info',
  'entry-absolute': 'warning',
  'entry-parent': 'warning',
  'entry-link': 'info',
  'entry-device': 'warning',
  'entry-same-name': 'warning',
  'entry-direction': 'warning',
  'entry-not-utf8': 'info',
  'entry-control': 'warning',
  'entry-bomb': 'warning',
  'nested-deep': 'warning',
  'many-entries': 'info',
};

type Facts = InspectionFinding['facts'];

/** What was found so far, each code once: how often in `count`, the first example as it came. */
export type Findings = {
  readonly note: (
    code: InspectionFindingCode,
    facts?: Facts,
    more?: { readonly at?: number | undefined; readonly level?: Level },
  ) => void;
  readonly has: (code: InspectionFindingCode) => boolean;
  /** The gravest first. */
  readonly list: () => InspectionFinding[];
};

/** An empty list. */
export function openFindings(): Findings {
  const found = new Map<InspectionFindingCode, InspectionFinding>();
  return {
    note: (code, facts = {}, { at, level = levels[code] } = {}) => {
      const before = found.get(code);
      if (!before) {
        found.set(code, { code, level, ...(at !== undefined && { at }), facts });
        return;
      }
      const graver = weight(level) > weight(before.level) ? level : before.level;
      const count = Number(before.facts['count'] ?? 1) + 1;
      const place = before.at ?? at;
      found.set(code, {
        ...before,
        level: graver,
        ...(place !== undefined && { at: place }),
        facts: { ...before.facts, count },
      });
    },
    has: (code) => found.has(code),
    list: () =>
      [...found.values()].sort(
        (a, b) =>
          weight(b.level) - weight(a.level) ||
          inspectionFindingCodes.indexOf(a.code) - inspectionFindingCodes.indexOf(b.code),
      ),
  };
}

const weight = (level: Level): number => inspectionLevels.indexOf(level);
