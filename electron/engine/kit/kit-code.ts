import { encode, type QrCodeGenerateResult } from 'uqr';

/** A code is at most this fine (117 modules a side, 1273 bytes): a finer one is not read from a fax or with a phone. */
const finest = 25;
/** As much correction as the size allows: short keys survive stains and faxes. */
const attempts = [
  { ecc: 'H', maxVersion: 5 },
  { ecc: 'Q', maxVersion: 10 },
  { ecc: 'M', maxVersion: 17 },
  { ecc: 'L', maxVersion: finest },
] as const;

/** The white margin of a code, in modules. */
const margin = 4;

/** A QR code whose text is the key and nothing else, with its margin; undefined where the key is too long for one. */
export function kitCode(key: string): readonly (readonly boolean[])[] | undefined {
  for (const attempt of attempts) {
    const code = tried(() => encode(key, { ...attempt, border: margin, boostEcc: true }));
    if (code) return code.data;
  }
  return undefined;
}

function tried(make: () => QrCodeGenerateResult): QrCodeGenerateResult | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

/** The code as a drawing: black runs on white. */
export function kitCodeSvg(code: readonly (readonly boolean[])[], name: string): string {
  const size = code.length;
  const runs = code.flatMap((row, y) =>
    runsOf(row).map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`),
  );
  return `<svg class="code" role="img" aria-label="${name}" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path fill="#000" d="${runs.join('')}"/></svg>`;
}

function runsOf(row: readonly boolean[]): readonly (readonly [x: number, length: number])[] {
  const runs: [number, number][] = [];
  row.forEach((black, x) => {
    const last = runs.at(-1);
    if (!black) return;
    if (last && last[0] + last[1] === x) last[1]++;
    else runs.push([x, 1]);
  });
  return runs;
}
