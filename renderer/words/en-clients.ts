/** Sentences of the pages about the clients; those that the terminal says too are in `shared/words/clients.ts`. */
export const clientsPageWords = {
  percent: (percent: number) => `${percent} %`,
  meter: 'Computers that are back',
  enough: (enough: number) => `Goes on with ${enough}`,
  left: (span: string) => `${span} left, then you are asked`,
  over: 'The time is over',
  file: 'All that are missing',
  fileHint: 'The file has all names, one a line; it opens in a spreadsheet.',
  title: 'The clients',
  wait: 'How long to wait for the clients',
  waitShort: (percent: number, minutes: number) =>
    `until ${percent} % are back, at most ${minutes} min`,
  share: 'Percent of the computers that reached the old server in its last day',
  minutes: 'Minutes at most',
  minutesHint: 'From the moment that the new server lets clients in. Then you are asked.',
  byPersonWhy: 'The program cannot see this by itself, so somebody has to look.',
  byLabel: 'Your name, for the report',
  byHint: 'Left empty, the user of this computer is written down.',
} as const;
