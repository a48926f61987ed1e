import { kitWords } from '../../../shared/words/kit';
import type { KitWords } from '../../../shared/words/kit/kit-words';
import type { KitContent } from './kit-content';

/** One line of a kit: what it is about, and what is known of it or undefined where it is to be written by hand. */
export type KitFact = { readonly label: string; readonly value: string | undefined };

/** What a kit says of server and backup, in its language. */
export function kitFacts(content: KitContent): readonly KitFact[] {
  const { server, file, language } = content;
  const { labels, bytes } = kitWords[language];
  const size = file && `${new Intl.NumberFormat(language).format(file.size)} ${bytes}`;
  return [
    { label: labels.server, value: server.name },
    { label: labels.address, value: server.address },
    { label: labels.product, value: `${server.product} ${server.version}`.trim() },
    { label: labels.written, value: dateOf(content) },
    { label: labels.backup, value: content.backupName },
    { label: labels.file, value: `${content.backupName}.eppb` },
    { label: labels.migration, value: content.migrationId },
    { label: labels.size, value: size },
    { label: labels.sha256, value: file?.sha256 },
  ];
}

const dateOf = ({ writtenAt, language }: KitContent): string =>
  `${new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(writtenAt)} UTC`;

/** The steps of restoring by hand, in the kit's language. */
export const restoreSteps = (content: KitContent): readonly string[] =>
  kitWords[content.language].restore.steps.map((step) =>
    step
      .replace('{version}', () => content.server.version)
      .replace('{file}', () => `${content.backupName}.eppb`)
      .replace('{server}', () => content.server.name),
  );

/** What explains the signs that this key needs, and no others. */
export function legendOf(
  { key, language }: KitContent,
  signs: { readonly marked: boolean; readonly numbered: boolean },
): readonly string[] {
  const words: KitWords = kitWords[language];
  return [
    words.typing,
    words.checks,
    ...(signs.marked ? [words.marked] : []),
    ...(key.includes(' ') ? [words.space] : []),
    ...(signs.numbered ? [words.numbered] : []),
  ];
}
