import * as z from 'zod';

/**
 * What an appliance answered in a trial of a profile, without what tells who it is: a practice appliance answers the same. Names,
 * addresses and keys were replaced by others, equal ones by equal ones.
 */

/** The form of recordings that this program reads. */
export const recordingForm = 1;

/** Characters of one output. */
export const recordedTextMax = 8_388_608;
const text = z.string().max(recordedTextMax);

const recordedAnswer = z.strictObject({
  /** The words of the command; `{since}` stands for any word. */
  words: z.array(z.string().max(1000)).min(1).max(60),
  exitCode: z.int().min(0).max(255),
  stdout: text,
  stderr: text,
  milliseconds: z.int().min(0).max(3_600_000),
});
export type RecordedAnswer = z.infer<typeof recordedAnswer>;

export const recordingSchema = z.strictObject({
  recording: z.literal(recordingForm),
  /** Of the program that wrote it. */
  program: z.string().max(100),
  recordedAt: z.iso.datetime(),
  /** The profile that it was recorded with. */
  profile: z.strictObject({ name: z.string().max(80), sha256: z.string().length(64) }),
  answers: z.array(recordedAnswer).max(1000),
});
export type Recording = z.infer<typeof recordingSchema>;

/** Where a word of a recorded command is not the same each time. */
export const anyWord = /\{(?:since|word)\}/;
