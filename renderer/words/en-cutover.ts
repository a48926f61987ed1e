/** Sentences of the window about the cutover that the terminal has no use for. */
export const handWords = {
  copy: 'Copy',
  copyOf: (name: string) => `Copy: ${name}`,
  steps: 'What to do',
} as const;

export const isolateWords = {
  title: (server: string) => `Take ${server} off the network`,
  why: (server: string, address: string) =>
    `Once ${server} is off the network, clients reach nobody at ${address} until the new server has this address. They keep their logs and send them later.`,
  back: (server: string) =>
    `Off the network, ${server} stays complete. Until the new server has the address, connecting its network card again by hand brings everything back.`,
  label: (server: string) => `Type ${server} when you have done it, or are about to`,
  confirm: (server: string) => `Wait until ${server} is silent`,
} as const;

export const keepWords = {
  title: (target: string, address: string) => `${target} keeps its own address ${address}`,
  why: (source: string) =>
    `The plan leaves the old address with ${source}. No address moves, and this is what follows from it.`,
  consequences: 'What follows from it',
  after: 'What becomes of the old server',
  stays: (source: string) =>
    `${source} goes on as it is. It has to be switched off by somebody later, when no client needs it any more.`,
  offLast: (source: string) =>
    `${source} is powered off at the end, after you have typed its name once more, when the new server is proven.`,
  accept: 'I accept what follows from it',
  confirm: (target: string, address: string) => `Go on with ${target} at ${address}`,
} as const;

export const cutoverPartWords = {
  title: 'The old server at the cutover',
  label: 'What becomes of it',
  by: 'Who powers it off and moves its address',
  watch: 'How long the old address is watched after the takeover',
  minutes: (minutes: number) => (minutes === 0 ? 'Not at all' : `${minutes} minutes`),
} as const;
