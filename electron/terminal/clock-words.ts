/** A moment as terminals show it: the time of day alone. */
export const clock = (at: string): string => `${at.slice(11, 19)} UTC`;
