import * as z from 'zod';

/** What becomes of the old server at the cutover. With the last two the new server keeps its own address, and no address moves. */
export const sourcePolicies = ['power-off', 'isolate', 'keep', 'power-off-last'] as const;
export type SourcePolicy = (typeof sourcePolicies)[number];

/** Who carries out what changes a server at the cutover: this program by a command, or a person at the console. */
export const cutoverWays = ['command', 'hand'] as const;
export type CutoverWay = (typeof cutoverWays)[number];

/** How the cutover shall go; what is left out is as in `cutoverOf`. */
export const cutoverSchema = z.strictObject({
  source: z.enum(sourcePolicies).optional(),
  by: z.enum(cutoverWays).optional(),
  /** The new server gives the old address back by itself unless this program has confirmed it within so many seconds; 0: it keeps it in any case. */
  revertAfterSeconds: z.int().min(0).max(3600).optional(),
  /** For how long after the takeover it is watched who answers at the old address. */
  watchMinutes: z.number().min(0).max(120).optional(),
});
export type Cutover = z.infer<typeof cutoverSchema>;

type Planned = { readonly cutover?: Cutover | undefined; readonly practice?: string | undefined };
type Whole = { readonly [Member in keyof Cutover]-?: NonNullable<Cutover[Member]> };

/** How the cutover of a plan goes, with the usual in place of what is left out. */
export const cutoverOf = ({ cutover = {}, practice }: Planned): Whole => ({
  source: cutover.source ?? 'power-off',
  by: cutover.by ?? 'command',
  revertAfterSeconds: cutover.revertAfterSeconds ?? 300,
  watchMinutes: cutover.watchMinutes ?? (practice === undefined ? 10 : 0.03),
});

/** Whether the new server takes over the address of the old one. */
export const addressMoves = (plan: Planned): boolean =>
  ['power-off', 'isolate'].includes(cutoverOf(plan).source);
