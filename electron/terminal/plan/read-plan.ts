import { basename, dirname, resolve } from 'node:path';
import { fail } from '../../../shared/failure';
import {
  type PlanAnswers,
  type PlanFile,
  parsePlanAnswers,
  parsePlanFile,
} from '../../../shared/plan-file';
import { JsoncError, readJsonc } from '../../../shared/read-jsonc';
import { readSmallText } from '../../engine/small-text';

/** A plan file that was read and checked. Paths in it are seen from its own folder. */
export type OpenedPlan = { readonly plan: PlanFile; readonly folder: string };
export type OpenedAnswers = { readonly answers: PlanAnswers; readonly folder: string };

/** Nobody writes a plan of this size. */
const largestBytes = 1_000_000;

/** Reads a plan file; throws `plan.invalid` with place and cause, `file.unreadable`. */
export function openPlan(path: string, folder: string): OpenedPlan {
  const file = resolve(folder, path);
  return { plan: parsePlanFile(readFile(file), basename(file)), folder: dirname(file) };
}

/** Reads a file of answers, as `openPlan`. */
export function openAnswers(path: string, folder: string): OpenedAnswers {
  const file = resolve(folder, path);
  return { answers: parsePlanAnswers(readFile(file), basename(file)), folder: dirname(file) };
}

function readFile(file: string): unknown {
  const text = readSmallText(file, largestBytes, (seen) =>
    fail('plan.invalid', { where: basename(file), seen }),
  );
  if (text.trim() === '') fail('plan.invalid', { where: basename(file), seen: 'it is empty' });
  try {
    return readJsonc(text);
  } catch (thrown) {
    if (!(thrown instanceof JsoncError)) throw thrown;
    const { line, column, seen } = thrown;
    return fail('plan.invalid', {
      where: `${basename(file)}, line ${line}, column ${column}`,
      seen,
    });
  }
}
