import { formatBytes } from '../bytes';
import type { ContainerId, InspectionFinding, InspectionFindingCode } from '../inspection';
import { containerWords } from './inspection';
import { webUploadWords } from './route';

/** What a finding says, and what to do about it; no advice is an empty text. */
export type FindingSaid = { readonly says: string; readonly advice: string };

type Facts = InspectionFinding['facts'];
type Say = (facts: Facts, at: number | undefined) => FindingSaid;

const again = 'Get it again from where it came, and compare the SHA-256 there and here.';

/** The words of a finding. */
export const findingWords = ({ code, facts, at }: InspectionFinding): FindingSaid =>
  sayings[code](facts, at);

const place = (at: number | undefined): string => (at === undefined ? '' : ` at byte ${at}`);
const bytes = (facts: Facts, name = 'bytes'): string => formatBytes(Number(facts[name] ?? 0));
const nameOf = (id: unknown): string =>
  typeof id === 'string' && Object.hasOwn(containerWords, id)
    ? containerWords[id as ContainerId]
    : String(id ?? '');

/** What is odd about entries: how many, and the first of them. */
const entries =
  (one: string, advice: string): Say =>
  ({ count = 1, first = '' }) => ({
    says: `${Number(count) === 1 ? 'An entry' : `${count} entries`} ${one}: ${first}${Number(count) > 1 ? ' and others' : ''}.`,
    advice,
  });

const notTaken =
  'Do not unpack it by hand into a folder that matters; this program never unpacks anything to disk.';

const stops: Readonly<Record<string, (facts: Facts) => string>> = {
  bomb: () => 'It unpacks to far more than a backup does, so it was not read to its end.',
  long: () => 'It unpacks to more than this program reads.',
  'many-members': () => 'It consists of more gzip members than this program reads.',
  'many-inside': () => 'It holds more archives than this program looks into.',
  'many-in-zip': ({ looked = 0 }) =>
    `Only the first ${looked} entries of the zip were looked into.`,
  sealed: ({ first = '' }) => `An entry needs a password: ${first}.`,
  closed: ({ what }) => `This program does not look inside: ${nameOf(what)}.`,
};

const sayings: Readonly<Record<InspectionFindingCode, Say>> = {
  'format-not-public': () => ({
    says: 'The format of real .eppb files is not public. Size and hashes are certain; whether it is a backup that is complete or fits a key cannot be told.',
    advice: '',
  }),
  'not-a-backup': ({ what }) => ({
    says: `This is not a backup but: ${nameOf(what)}. Often an error page was saved under the name of the backup.`,
    advice: 'Log in to the server again and download the backup anew.',
  }),
  empty: () => ({ says: 'There is nothing in it.', advice: again }),
  truncated: ({ what }, at) => ({
    says:
      what === 'zeros'
        ? `The content ends early${place(at)}; only zeros follow.`
        : `The file ends too early${place(at)}: the download or copy was cut off.`,
    advice: again,
  }),
  damaged: ({ first, what }, at) => ({
    says:
      what === 'last-chunk'
        ? `Its last chunk${place(at)} does not open: the file was cut off in it, or it is damaged.`
        : `${first === undefined ? 'Its content' : `An entry of it (${first})`} is damaged${place(at)}.`,
    advice: again,
  }),
  zeros: (facts, at) => ({
    says:
      facts['what'] === 'all'
        ? 'It consists of nothing but zeros.'
        : `${bytes(facts)} of zeros${place(at)}, ${facts['what'] === 'end' ? 'up to the end' : 'in the middle'}: room that was reserved and never filled.`,
    advice: again,
  }),
  trailing: (facts, at) => ({
    says: `${bytes(facts)}${facts['what'] === 'zeros' ? ' of zeros' : ''} follow the end of the archive${place(at)}.`,
    advice: facts['what'] === 'zeros' ? '' : again,
  }),
  'changed-while-read': () => ({
    says: 'Somebody wrote to it while it was read.',
    advice: 'Wait until the download or copy has ended, then inspect it again.',
  }),
  'over-200-megabytes': ({ size }) => {
    const [says = '', advice = ''] = webUploadWords(Number(size ?? 0));
    return { says, advice };
  },
  'manifest-unreadable': () => ({
    says: 'It holds a manifest, which is not one of this program’s practice backups or cannot be read.',
    advice: '',
  }),
  'sidecar-differs': () => ({
    says: 'It is not the file that the manifest beside it describes: it was damaged, cut off or exchanged after the download.',
    advice: again,
  }),
  'sidecar-unreadable': () => ({
    says: 'The manifest beside it cannot be read: it is damaged, or none of this program.',
    advice: '',
  }),
  mislabelled: ({ what, told = '', name = '', version = '', by }) => ({
    says:
      what === 'version'
        ? `${by === 'file-name' ? 'Its name' : 'The manifest beside it'} says version ${told}, its content says ${version}.`
        : `The manifest beside it describes a file of another name: ${told}, not ${name}.`,
    advice:
      what === 'version'
        ? 'Go by the content. A name that says another version is a leading cause of imports that fail.'
        : 'It was renamed or exchanged; its size and SHA-256 say which.',
  }),
  'wrong-key': ({ by }) => ({
    says: `The key does not belong to it, ${by === 'container' ? 'or its beginning is damaged' : 'by the check value beside it'}.`,
    advice:
      'Each backup has a key of its own: look for the recovery kit of this one. Mind capitals, 0 and O, 1 and l.',
  }),
  'no-key-check': () => ({
    says: 'The key cannot be checked: there is no check value beside the file.',
    advice: '',
  }),
  'does-not-fit': ({ source = 'of this version', target = '' }) => ({
    says: `A backup of ${source} does not go onto a server of ${target}.`,
    advice: 'What to do instead is said with the rule.',
  }),
  'fit-unknown': ({ source, target = '' }) => ({
    says:
      source === undefined
        ? `Of which version it is is not known, so whether it fits ${target} is not, either.`
        : `Whether a backup of ${source} goes onto a server of ${target} is not known.`,
    advice: 'Ask the server that made it for its version.',
  }),
  'fit-caution': ({ what, source = '', target = '' }) => ({
    says:
      what === 'guess'
        ? `${source} fits ${target}, but that it is of ${source} is only read off its name.`
        : `${source} and ${target} go together with something to mind.`,
    advice:
      what === 'guess'
        ? 'Ask the server that made it for its version.'
        : 'The rule says what to mind.',
  }),
  'looked-no-further': (facts) => ({
    says: stops[String(facts['why'])]?.(facts) ?? 'It was not read to its end.',
    advice: '',
  }),
  'entry-absolute': entries('with a path from the root of a disk', notTaken),
  'entry-parent': entries('with a path that leads out of the archive', notTaken),
  'entry-link': entries('that is a link', notTaken),
  'entry-device': entries('that is a device or pipe', notTaken),
  'entry-same-name': entries(
    'with a name that another one has but for capitals or invisible characters',
    'On a disk that does not tell them apart, one takes the place of the other.',
  ),
  'entry-direction': entries(
    'with characters in its name that turn the direction of reading',
    'The name looks like another one: mind its real end.',
  ),
  'entry-not-utf8': entries('whose name is not UTF-8; it is shown as Latin-1', ''),
  'entry-control': entries('with control characters in its name; they are left out here', ''),
  'entry-bomb': ({ packed = 0, unpacked = 0 }) => ({
    says: `${formatBytes(Number(packed))} unpack to ${formatBytes(Number(unpacked))} or more, as no backup does.`,
    advice: 'Do not unpack it.',
  }),
  'nested-deep': ({ layers = 16 }) => ({
    says: `More than ${layers} archives are in each other; no backup is made like that.`,
    advice: 'Do not unpack it.',
  }),
  'many-entries': ({ listed = 0 }) => ({
    says: `It has more entries than are listed; the first ${listed} are.`,
    advice: '',
  }),
};
