/** Numbers that measuring may yield when it goes wrong, and such as are merely large or small. */
export const extremeNumbers: readonly (number | undefined)[] = [
  undefined,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  -1,
  0,
  1e-300,
  0.1,
  1,
  2_000_000,
  50e9,
  9e15,
  1e308,
];
