/** The text without colours, cursor movements and whatever else could steer a terminal, on one line. */
export const printable = (text: string): string =>
  text
    .replaceAll(escapeSequence, '')
    .replaceAll(/\p{C}+/gu, ' ')
    .trim();

/** ECMA-48 control sequences. */
const escapeSequence = /\p{Cc}\[[0-?]*[ -/]*[@-~]/gu;
