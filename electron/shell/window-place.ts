import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import * as z from 'zod';

const pixels = z.int().min(-100_000).max(100_000);
const rectangle = z.object({
  x: pixels,
  y: pixels,
  width: pixels.min(1),
  height: pixels.min(1),
});
const placeSchema = z.object({ bounds: rectangle, maximized: z.boolean() });

/** Pixels independent of the screen's scale. */
export type Rectangle = z.infer<typeof rectangle>;
/** Size and place of the window as the person left it. */
export type WindowPlace = z.infer<typeof placeSchema>;

/** The smallest window in which every page can be used. */
export const smallest = { width: 940, height: 600 } as const;
const first = { width: 1180, height: 800 } as const;

/** What was remembered; undefined where there is nothing or nothing readable. */
export function readPlace(file: string): WindowPlace | undefined {
  try {
    return placeSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/** Remembers it; a place that cannot be written is not worth a word. */
export function writePlace(file: string, place: WindowPlace): void {
  try {
    writeFileSync(`${file}.new`, JSON.stringify(place), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  } catch {
    // The window opens at its first size then.
  }
}

/** Where to open: the remembered place if its title bar can be reached on some screen, else the first size, centred. */
export function openingBounds(
  place: WindowPlace | undefined,
  screens: readonly Rectangle[],
): { readonly width: number; readonly height: number; readonly x?: number; readonly y?: number } {
  if (!place) return first;
  const { x, y, ...size } = place.bounds;
  const width = Math.max(size.width, smallest.width);
  const height = Math.max(size.height, smallest.height);
  const reachable = screens.some(
    (screen) =>
      x < screen.x + screen.width - 100 &&
      x + width > screen.x + 100 &&
      y >= screen.y - 10 &&
      y < screen.y + screen.height - 50,
  );
  return reachable ? { x, y, width, height } : { width, height };
}
