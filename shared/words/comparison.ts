import type { ComparedThing, ComparisonRow, ComparisonVerdict, ComparisonWhy } from '../comparison';

/** What is compared, as the first cell of its row. */
export const comparedWords: Readonly<Record<ComparedThing, string>> = {
  computers: 'Computers',
  users: 'Users',
  groups: 'Groups',
  devices: 'Devices',
  policies: 'Policies',
  rights: 'Rights',
  admins: 'Administrators',
  version: 'Version',
  services: 'Services',
  licence: 'Licence',
  errors: 'Errors logged since the restore',
};

/** How a row came out. */
export const verdictWords: Readonly<Record<ComparisonVerdict, string>> = {
  same: 'as it should be',
  more: 'more than before',
  allowed: 'differs, as it may',
  warning: 'look at this',
};

const whyWords: Readonly<Record<ComparisonWhy, string>> = {
  gained: 'a server in use gains some between the count and the backup',
  'gained-many': 'more than a server in use usually gains meanwhile: look whether clients reach it',
  'own-licence': 'the licence belongs to each server by itself: import that of the new server',
  'licence-invalid': 'import the licence of the new server at System Licensing',
  'other-services': 'this version has other services',
  'down-before': 'a service is down that was down before',
  'errors-since': 'the lines are listed with the comparison',
  'not-told': 'a server does not tell it',
};

/** A verdict with its reason, for a table of text. */
export const verdictText = ({ verdict, why }: ComparisonRow): string =>
  why === undefined ? verdictWords[verdict] : `${verdictWords[verdict]}: ${whyWords[why]}`;

/** The heads of the columns. */
export const comparisonColumns = ['', 'Old server before', 'New server after', ''] as const;

/** What stands in a cell without a value. */
export const noValue = '–';
