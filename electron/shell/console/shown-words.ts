/** The most words of one question's pages that are kept, and the longest one. */
const most = 20_000;
const longest = 60;

/** Words, numbers and addresses; 1,200 and 1 200 are one number. */
const wordsOf = (text: string): readonly string[] =>
  text
    .replace(/(?<=\d)[,\u00a0\u202f ](?=\d{3}(?!\d))/g, '')
    .match(/[\p{L}\d][\p{L}\d.:_-]*/gu)
    ?.map((word) => word.replace(/[.:_-]+$/, '').toLowerCase()) ?? [];

/**
 * What the pages of a console showed while one question was open, so that what a person enters of it can be told to have stood there.
 * It is kept in memory until the next question, and nothing of it leaves but what the person entered as well.
 */
export function shownWords() {
  let of = '';
  const words = new Set<string>();
  return {
    take: (question: string, text: string): void => {
      if (question !== of) {
        of = question;
        words.clear();
      }
      for (const word of wordsOf(text)) {
        if (words.size >= most) return;
        if (word.length <= longest) words.add(word);
      }
    },
    /** Those of the values that were shown, each once. */
    found: (question: string, values: readonly string[]): readonly string[] =>
      question === of
        ? [...new Set(values)].filter((value) => words.has(value.trim().toLowerCase()))
        : [],
  };
}
