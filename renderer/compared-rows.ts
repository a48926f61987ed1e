import { formatBytes } from '../shared/bytes';
import type { Inspection } from '../shared/inspection';
import { containerWords, verdictWords } from '../shared/words/inspection';
import { formatNumber } from './words/en';
import { compareWords } from './words/en-inspect';

/** One thing that is told of both files; undefined where it is not known of one. */
export type ComparedRow = {
  readonly name: string;
  readonly first: string | undefined;
  readonly second: string | undefined;
};

/** What is told of two files, one below the other; only what is known of at least one. */
export const comparedRows = (first: Inspection, second: Inspection): readonly ComparedRow[] =>
  facts.flatMap(({ name, of }) => {
    const row = { name, first: of(first), second: of(second) };
    return row.first === undefined && row.second === undefined ? [] : [row];
  });

const { facts: names } = compareWords;

const facts: readonly {
  readonly name: string;
  readonly of: (found: Inspection) => string | undefined;
}[] = [
  { name: names.name, of: ({ name }) => name },
  { name: names.size, of: ({ size }) => `${formatBytes(size)} (${formatNumber(size)})` },
  { name: names.verdict, of: verdictWords },
  {
    name: names.container,
    of: ({ layers }) => layers.map(({ container }) => containerWords[container]).join(' › '),
  },
  { name: names.sha256, of: ({ hashes }) => hashes?.sha256 },
  { name: names.version, of: ({ versions }) => versions[0]?.version },
  {
    name: names.server,
    of: ({ manifest, sidecar }) => manifest?.hostname ?? sidecar?.manifest.server.hostname,
  },
  {
    name: names.made,
    of: ({ manifest, sidecar }) => manifest?.createdAt ?? sidecar?.manifest.times.created,
  },
  { name: names.files, of: ({ archive }) => archive && formatNumber(archive.files) },
  { name: names.content, of: ({ archive }) => archive && formatBytes(archive.bytes) },
];
