/** RFC 4180. What a spreadsheet would take for a formula begins with an apostrophe. */
export const csvLine = (cells: readonly string[]): string =>
  `${cells.map((cell) => `"${cell.replaceAll(/(^|[;\n\r\t])(\s*[=+\-@])/g, "$1'$2").replaceAll('"', '""')}"`).join(',')}\r\n`;
