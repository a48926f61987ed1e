/** One value as one word of a POSIX shell, whatever it holds; throws on a NUL, which no command line can carry. */
export function quote(value: string): string {
  if (value.includes('\0')) throw new TypeError('a command line cannot hold a NUL character');
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(value)) return value;
  return `'${value.replaceAll("'", `'\\''`)}'`;
}
