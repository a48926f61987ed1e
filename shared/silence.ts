/** Ways of finding out whether a server is there, each of which is a line of the proof of silence. */
export const silenceLines = ['icmp', 'ssh', 'web', 'arp', 'fromTarget'] as const;
export type SilenceLine = (typeof silenceLines)[number];

/** Why something could not be measured. */
export type NotMeasured =
  /** This computer has no program for it, or none that may do it. */
  | 'no-program'
  | 'not-allowed'
  | 'unclear'
  /** The way there leads through a jump host, through a router, or nowhere at all: it is this computer. */
  | 'behind-jump-host'
  | 'behind-router'
  | 'this-computer'
  /** What is known may be left from before. */
  | 'old-entry'
  /** It did not answer in this way while the server was on either. */
  | 'never-answered'
  /** The new server has no command for it. */
  | 'no-command'
  /** Practice servers may have no web page. */
  | 'no-port';

/** What one way of looking has shown. `mac`: the network card that answers. */
export type Quiet = {
  readonly state: 'quiet' | 'answers' | 'not-measured';
  readonly reason?: NotMeasured | undefined;
  readonly mac?: string | undefined;
};

/** What all ways of looking have shown. */
export type SilenceLook = Readonly<Record<SilenceLine, Quiet>>;

/** Network cards (MAC addresses) of one server: as this computer sees it, and as the server itself tells. */
export type Cards = { readonly seen?: string | undefined; readonly told?: string | undefined };

/** Hardware addresses in one form: lower case, colons, two digits each; undefined for what is none or stands for none. */
export function tidyMac(text: string): string | undefined {
  const parts = text.trim().toLowerCase().split(/[:-]/);
  if (parts.length !== 6 || !parts.every((part) => /^[0-9a-f]{1,2}$/.test(part))) return undefined;
  const mac = parts.map((part) => part.padStart(2, '0')).join(':');
  return mac === '00:00:00:00:00:00' || mac === 'ff:ff:ff:ff:ff:ff' ? undefined : mac;
}
