import type { ProfileFaultKind } from '../profile-fault';

/** What is wrong with a profile: what was seen, what is needed, what to do. */
export type ProfileFaultWords = {
  readonly seen: string;
  readonly needed: string;
  readonly todo: string;
};

type Facts = Readonly<Record<string, string | number | boolean>>;
type Say = (facts: Facts) => ProfileFaultWords;
const say =
  (seen: (f: Facts) => string, needed: (f: Facts) => string, todo: string): Say =>
  (f) => ({ seen: seen(f), needed: needed(f), todo });

const known = (f: Facts): string =>
  f['known'] ? `One of ${f['known']}.` : 'No value: this place has none.';

const unsafeWords: Readonly<Record<string, string>> = {
  quotes: 'has quotes around a value',
  shell: 'has a value beside characters that mean something to a shell',
  program: 'lets a value be the program that is run',
  script: 'is read once more as a script, with a value in it',
};

const words: Readonly<Record<ProfileFaultKind, Say>> = {
  text: say(
    (f) => `${f['seen'] ?? 'It cannot be read'}.`,
    () => 'JSON in UTF-8, with comments where wanted, of at most 1 MB.',
    'Correct the file at this place.',
  ),
  'unknown-member': say(
    () => 'There is no such member.',
    () => 'Only members that the schema knows.',
    'Check the spelling; “epp-migrate profile schema” lists them all.',
  ),
  missing: say(
    () => 'It is missing.',
    (f) => `${f['expected'] ?? 'A value'}.`,
    'Add it.',
  ),
  type: say(
    (f) => `${f['seen'] ?? ''} has another type.`,
    (f) => `${f['expected'] ?? ''}.`,
    'Write a value of this type.',
  ),
  'one-of': say(
    (f) => `${f['seen'] ?? ''} is none of them.`,
    (f) => `One of ${f['expected'] ?? ''}.`,
    'Choose one of these words.',
  ),
  other: say(
    (f) => `${f['seen'] ?? ''}.`,
    (f) => `${f['expected'] ?? ''}.`,
    'Change it so that it is in these limits.',
  ),
  'no-value': say(
    (f) => `There is no value {${f['used'] ?? ''}} here.`,
    known,
    'Use one of the values of this operation, or a fixed word.',
  ),
  'secret-on-line': say(
    (f) =>
      `{${f['used'] ?? ''}} is a secret on a command line, where every user of the server sees it.`,
    () => 'Secrets on standard input only.',
    'Take it out of “words” and write it into “stdin”.',
  ),
  unsafe: say(
    (f) => `“${f['word'] ?? ''}” ${unsafeWords[String(f['why'])] ?? ''}.`,
    () =>
      'A value that is a word of its own, or a part of one of letters, digits and _@%+=:,./- alone.',
    'The program quotes each word itself: leave out quotes, and split the command into words. For a script, hand the value over: ["sh", "-c", "tool \\"$1\\"", "sh", "{name}"].',
  ),
  pattern: say(
    (f) => `“${f['pattern'] ?? ''}”: ${f['fault'] ?? ''}.`,
    () =>
      'A regular expression as RE2 has them: no looking ahead or behind, no \\1, at most 1000 repetitions.',
    'Write it in another way; several short patterns are easier than a long one.',
  ),
  'no-group': say(
    (f) => `No pattern has a group (?P<${f['group'] ?? ''}>…).`,
    (f) => (f['known'] ? `One of the groups ${f['known']}.` : 'A group with a name.'),
    'Name the group so, or take the field from another group.',
  ),
  'no-field': say(
    (f) => `Nothing gives the field “${f['field'] ?? ''}”.`,
    (f) => `A group (?P<${f['field'] ?? ''}>…) in a pattern, or the field in “fields”.`,
    'Add the group, or say in “fields” where it comes from: another group, a constant, a value.',
  ),
  'not-for': say(
    (f) => `“${f['member'] ?? ''}” means nothing where “reads” is ${f['reads'] ?? ''}.`,
    () => '“patterns” with regex, “separator” with key-value.',
    'Take it out, or change “reads”.',
  ),
  needs: say(
    (f) => `“reads” is ${f['reads'] ?? ''}, but there is no ${f['member'] ?? ''}.`,
    () => 'An answer that is read, and with regex the patterns for it.',
    'Add “patterns”, or change “reads”.',
  ),
  'secret-answer': say(
    () => 'The answer holds the System Backup Key and is not marked as secret.',
    () => '"secretAnswer": true.',
    'Add it, so that the key is shown and written down nowhere.',
  ),
  changes: say(
    () => 'This operation changes something, and the profile says that it does not.',
    () => '"changes": true.',
    'Set it: what changes nothing may be run to try it.',
  ),
  'not-ours': say(
    (f) => `“${f['seen'] ?? ''}” is no word of ours.`,
    (f) => `One of ${f['known'] ?? ''}.`,
    'Put our word there; the appliance’s own is the one before the colon.',
  ),
  probe: say(
    () => 'It does not say {word}, once, and no other value.',
    () => 'A command that says {word} on a line of its own, such as ["echo", "{word}"].',
    'Change the words, or leave the probe out.',
  ),
};

/** The sentences for a fault of a profile. */
export const profileFaultWords = (kind: ProfileFaultKind, facts: Facts): ProfileFaultWords =>
  words[kind](facts);
