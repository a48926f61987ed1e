import * as z from 'zod';

const times = z.int().min(1).default(1);

/** The faults of a machine's web console by their names, as in `faults.ts`. Those with `times` switch themselves off after so many. */
export const webFaultParameters = {
  /** *Import* ends with the HTTP status 500; `queued`: the file was taken all the same. */
  'web-500-on-import': z.strictObject({ times, queued: z.boolean().default(false) }),
  /** The network page begins with empty DNS fields and saves only where both are filled. */
  'web-both-dns': z.strictObject({}),
  /** Whoever does nothing for so long is logged out. */
  'web-session-short': z.strictObject({ seconds: z.number().min(0).default(10) }),
  /** A download breaks off in the middle of what is left of it. */
  'web-download-breaks': z.strictObject({ times }),
  /** A download gives a page with an error, under the name of the backup. */
  'web-html-download': z.strictObject({ times }),
  /** A download has this name. */
  'web-odd-name': z.strictObject({ name: z.string().min(1).max(300).default('../../x') }),
  /** A download announces so many bytes; they never come. */
  'web-huge-file': z.strictObject({ bytes: z.int().min(1).default(20_000_000_000) }),
  /** New connections see another certificate than the machine's own. */
  'web-wrong-certificate': z.strictObject({}),
  /** Every page leads to another host. */
  'web-redirect': z.strictObject({ to: z.url().default('https://192.0.2.1/') }),
  /** Every page has so much text more. */
  'web-long-page': z.strictObject({ bytes: z.int().min(1).default(50_000_000) }),
  /** Every page tries to open another window, by itself and by a link. */
  'web-pop-up': z.strictObject({}),
} as const;
