import type { KeyHint, KitLanguage, KitPaper } from '../../shared/kit';

/** Sentences of the pages about the System Backup Key: saving it, proving that, and giving it for the restore. */
export const keyWords = {
  title: 'Save the System Backup Key',
  why: 'The old server has shown this key once and does not keep it. Without it nobody can restore the backup. Save it where you will find it again: in a password manager, or with the recovery kit on paper in a safe.',
  firstTitle: 'Save the key of the new server’s first backup',
  firstWhy:
    'The new server holds everything now. Before the old one is given up it makes a backup of its own, with a key of its own, which it has shown once. Save it apart from the key that you have.',
  later: 'Make it later',
  stages: { save: 'Save it', prove: 'Prove it' },
  stagesName: 'Two steps',
  label: 'System Backup Key',
  hidden: 'hidden',
  hold: 'Hold to show',
  holdHint: 'Hold the button, or the space bar while it has the focus.',
  copy: 'Copy the key',
  copied: 'Copied. The clipboard is cleared after 60 seconds, if it still holds the key.',
  goOn: 'I have saved the key',
} as const;

/** The key drawn in groups, as in the kit. */
export const groupWords = {
  check: 'check',
  wrong: 'not right',
  legend: 'It is shown in groups, each with its check character, as in the kit.',
  typed: 'What you typed, in groups',
  legendTyped:
    'Compare each group and its check character with the kit. The check characters are not typed.',
} as const;

export const kitPartWords = {
  title: 'Recovery kit',
  what: 'A page with the key, a code to scan, and how to restore by hand. It is saved as .pdf, .html or .txt, by the end of its name.',
  save: 'Save recovery kit…',
  print: 'Print recovery kit…',
  fileName: (server: string, backup: string) => `recovery kit ${server} ${backup}.pdf`,
  saved: 'The recovery kit is saved',
  savedTodo: 'It holds the key: keep it apart from the backup.',
  printed: 'The recovery kit went to the printer. Look at the paper before you go on.',
  notPrinted: 'Nothing was printed.',
  language: 'Language of the kit',
  paper: 'Paper of the kit',
  languages: { en: 'English', de: 'Deutsch', fr: 'Français' } satisfies Record<KitLanguage, string>,
  papers: { A4: 'A4', Letter: 'Letter' } satisfies Record<KitPaper, string>,
  placeTitle: 'There are better places for this kit',
  placeTodo:
    'You can go on all the same. Better: save or print the kit elsewhere and delete this file.',
} as const;

export const proofWords = {
  title: 'Is the key really saved?',
  why: 'Fetch it from where you saved it. The backup begins only when the key that you have saved is the right one.',
  back: 'Show the key again',
  goOn: (server: string) => `Create backup on ${server}`,
  ways: 'One of the two will do',
  type: 'Type or paste the key',
  typeHint: 'From the kit, its code or your password manager. Spaces do not matter.',
  open: 'Open the saved kit',
  openHint: 'This program reads the key from the file: .pdf, .html or .txt.',
  openKit: 'Open the saved kit…',
  chosen: (name: string) => `${name} is read when you go on.`,
  checking: 'The key is being checked.',
} as const;

const list = (parts: readonly (string | number)[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

export const faultWords = {
  title: 'This is not the key yet',
  groups: (numbers: readonly number[]) =>
    numbers.length > 2
      ? `Groups ${list(numbers)} are not right.`
      : `${list(numbers.map((number, at) => `${at === 0 ? 'Group' : 'group'} ${number}`))} ${numbers.length === 1 ? 'is' : 'are'} not right.`,
  hints: {
    shorter: 'Some characters are missing.',
    longer: 'There are some characters too many.',
    case: 'Large and small letters are mixed up.',
    'look-alike': 'Characters that look alike are mixed up, such as 0 and O, or 1, l and I.',
    spaces: 'The key has spaces in it. They count, and they are not all where they belong.',
  } satisfies Record<KeyHint, string>,
  /** Where hardly anything fits. */
  other: 'Perhaps it is the key of another backup.',
  todo: 'Compare with the kit and correct it.',
} as const;

export const enterKeyWords = {
  title: 'Enter the System Backup Key',
  why: (backup: string, source: string) =>
    `Take the key of the backup ${backup} from where you saved it. This way your kit is tested while ${source} is still alive and could make another backup. This program does not write the key down.`,
  send: (server: string) => `Use this key on ${server}`,
  lost: 'I do not have the key any more',
} as const;

export const lostWords = {
  title: 'Give this backup up?',
  why: (backup: string) =>
    `Without its key the backup ${backup} is useless. Nobody can restore it: neither this program nor a server keeps the key.`,
  next: 'What happens then',
  steps: (source: string, target: string) => [
    'This run ends. Nothing is changed on either server by that.',
    `On the next page you can have a new backup made on ${source}, with a new key and a new kit. ${source} runs as before.`,
    `${target} stays as it is until that backup is restored.`,
  ],
  back: 'Back to the key',
  goOn: 'Give this backup up',
} as const;
