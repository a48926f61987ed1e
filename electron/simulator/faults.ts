import * as z from 'zod';
import { webFaultParameters } from './web-faults';

const positive = z.int().min(1);

/** Every fault by its name, with the parameters it takes and what they are when not given. */
export const faultParameters = {
  /** The port is closed. */
  refuse: z.strictObject({}),
  /** Nobody reaches the machine, as if its network cable were drawn; it runs on. */
  unplugged: z.strictObject({}),
  /** A machine that was powered off comes on again after so long. */
  'back-from-off': z.strictObject({ afterSeconds: z.number().min(0).default(5) }),
  /** While the machine is off, a third one answers at its address, with another host key. */
  'address-taken': z.strictObject({}),
  /** Drops every connection once `bytes` of file content went over SFTP, in either direction; `times` in a row. */
  'drop-after-bytes': z.strictObject({
    bytes: positive.default(1_048_576),
    times: positive.default(1),
  }),
  /**
   * Drops the connection at the `nth` command or SFTP operation named `at` (`backup start`, `sftp rename`), before it
   * is carried out or `after`: carried out, but the answer is lost. Once.
   */
  'drop-at': z.strictObject({
    at: z.string().min(1),
    nth: positive.default(1),
    when: z.enum(['before', 'after']).default('after'),
  }),
  /** Takes connections, then says nothing; those that are open fall silent. */
  stall: z.strictObject({}),
  /** Shows another host key than its own. */
  'wrong-host-key': z.strictObject({}),
  /** A login lands in a menu: every command gives its text and exit code 0, and there is no SFTP. */
  menu: z.strictObject({}),
  /** Commands work; SFTP is refused. */
  'no-sftp': z.strictObject({}),
  /** `identity` tells no version that anybody could read. */
  'no-version': z.strictObject({}),
  /** Keyboard-interactive asks for this code after the password; the method `password` is not offered. */
  'two-factor': z.strictObject({ code: z.string().min(1).default('123456') }),
  /** Offers nothing but diffie-hellman-group14-sha1, ssh-rsa, aes128-cbc and hmac-sha1. */
  'legacy-algorithms': z.strictObject({}),
  /** Leaves this many bytes free. */
  'disk-full': z.strictObject({ freeBytes: z.int().min(0).default(0) }),
  /** Damages the finished backup, before its SHA-256 is taken or `afterHash`: then the file differs from its status. */
  'corrupt-file': z.strictObject({ afterHash: z.boolean().default(false) }),
  /** Limits the file content per second and lets every answer wait. */
  slow: z.strictObject({
    bytesPerSecond: positive.default(1_048_576),
    latency: z.int().min(0).default(20),
  }),
  /** The backup fails at 60 %. */
  'fail-backup': z.strictObject({ reason: z.string().default('internal') }),
  /** The restore fails at 60 %. */
  'fail-restore': z.strictObject({ reason: z.string().default('internal') }),
  /** The machine restarts when half of a restore is done, and goes on. */
  'restart-during-restore': z.strictObject({}),
  /** The machine restarts once, so long after the fault was switched on, and goes on. */
  'restart-by-itself': z.strictObject({ seconds: z.number().min(0).default(2) }),
  /** A restore waits so much longer before it begins. */
  'queued-long': z.strictObject({ seconds: z.number().min(0).default(10) }),
  /** A restore gives the machine a new host key. */
  'new-host-key': z.strictObject({}),
  /** A machine that was restored logs so many errors. */
  'error-lines': z.strictObject({ lines: positive.default(3) }),
  /** `backup prepare` shows another key than the one that the file is sealed with. */
  'wrong-key': z.strictObject({}),
  /** `backup prepare` shows this key, whatever it looks like. */
  'odd-key': z.strictObject({ key: z.string().max(5000).default('Schlüssel 0O-1Il für Köln') }),
  /** Work cannot begin: `backup start` and `backup import` answer `busy`. */
  'other-work': z.strictObject({}),
  /** A service by this name does not run; `afterRestore`: only once the machine was restored. */
  'service-down': z.strictObject({
    name: z.string().min(1).default('mysql'),
    afterRestore: z.boolean().default(false),
  }),
  /** A patch was applied so long ago. */
  'recent-patch': z.strictObject({ hoursAgo: z.number().min(0).default(3) }),
  /** The licence is over. */
  'licence-invalid': z.strictObject({}),
  /** Client communication is told to be on, whatever was switched. */
  'clients-on': z.strictObject({}),
  /** So many of the computers never come back: this share of them, the last ones. */
  'clients-missing': z.strictObject({ share: z.number().min(0).max(1).default(0.2) }),
  /** The machine makes a new certificate when its address changes. */
  'new-certificate': z.strictObject({}),
  /** `machine` tells one core and 1 GiB. */
  'small-machine': z.strictObject({}),
  /** The database takes so much on a disk that is larger by it. */
  'big-database': z.strictObject({ bytes: positive.default(60_000_000_000) }),
  /** No further file can be made, says `disk`. */
  'no-inodes': z.strictObject({}),
  /** The clock is ahead by this, and so is every time that the machine tells. */
  'clock-off': z.strictObject({ seconds: z.int().default(300) }),
  /** A command, or every one that changes nothing but `identity` and `network`, answers in this way instead of as it should. */
  babble: z.strictObject({
    how: z.enum(['garbage', 'colours', 'megabytes', 'language', 'nothing']).default('garbage'),
    at: z.string().min(1).optional(),
  }),
  /** This command is not known. */
  'no-command': z.strictObject({ at: z.string().min(1) }),
  /** The SSH server is switched off: its port is closed, the web console is there, and can switch it on. */
  'no-ssh': z.strictObject({}),
  /** Whoever asks for a shell at a terminal lands in the text console of the appliance; commands and SFTP work. */
  'text-console': z.strictObject({}),
  ...webFaultParameters,
} as const;

export type FaultName = keyof typeof faultParameters;
export const faultNames = Object.keys(faultParameters) as FaultName[];
export type FaultInput<Name extends FaultName> = z.input<(typeof faultParameters)[Name]>;

/** The faults that a machine has, by name. */
export type Faults = {
  readonly [Name in FaultName]?: z.output<(typeof faultParameters)[Name]> | undefined;
};

/** What a caller may switch: on with parameters, on with the usual ones (true), off (false). */
export type FaultSwitches = { readonly [Name in FaultName]?: FaultInput<Name> | boolean };

/** The faults after switching one of them. */
export function switchFault<Name extends FaultName>(
  faults: Faults,
  name: Name,
  to: FaultInput<Name> | boolean,
): Faults {
  if (!(name in faultParameters))
    throw new Error(`no such fault: ${name}; there are ${faultNames.join(', ')}`);
  const { [name]: _, ...others } = faults;
  if (to === false) return others as Faults;
  return { ...others, [name]: faultParameters[name].parse(to === true ? {} : to) } as Faults;
}

/** The faults that a set of switches stands for. */
export const faultsFrom = (switches: FaultSwitches): Faults =>
  Object.entries(switches).reduce<Faults>(
    (faults, [name, to]) => switchFault(faults, name as FaultName, to as never),
    {},
  );

/** The faults after one of those that strike so many times has struck once. */
export function struckOnce(
  faults: Faults,
  name: 'web-500-on-import' | 'web-download-breaks' | 'web-html-download',
): Faults {
  const fault = faults[name];
  if (!fault) return faults;
  return switchFault(faults, name, fault.times > 1 && { ...fault, times: fault.times - 1 });
}
