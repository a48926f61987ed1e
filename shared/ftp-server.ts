import * as z from 'zod';

/** The FTP server over which the console of an appliance exports or imports a backup. */

/** An address of this computer at which a server of this program can be reached. */
export type FtpInterface = {
  /** As the system calls it: `eth0`. */
  readonly name: string;
  readonly address: string;
  /** Why it stands where it stands: in the appliance's network, on this computer's way there, or neither. */
  readonly because: 'same-network' | 'route' | 'other' | 'this-computer-only';
};

const port = z.int().min(1).max(65_535).default(21);

/** What a person says of it. `own`: this program opens one, for this one file. `other`: one that is there already. */
export const ftpServerSchema = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.literal('own'),
    address: z.string().min(1).max(64),
    port,
    /** The console asks for no name and password: then the path alone, which nobody can guess, lets in. */
    anonymous: z.boolean().default(false),
  }),
  z.strictObject({
    by: z.literal('other'),
    host: z.string().min(1).max(253),
    port,
    user: z.string().min(1).max(128),
    secret: z.string().max(4096),
    /** `none` sends name and password as plain text. */
    secure: z.enum(['explicit', 'implicit', 'none']).default('explicit'),
    /** SHA-256 fingerprint of a certificate that nobody vouches for, as a person confirmed it. */
    certificate: z.string().max(120).optional(),
    /** Absolute folder on that server. */
    folder: z.string().min(1).max(1000).default('/'),
  }),
]);
export type FtpServerGiven = z.infer<typeof ftpServerSchema>;

/** What is typed at the console; only in memory, since the name, the password and the path of an own server let in. */
export type ConsoleFields = {
  readonly address: string;
  readonly port: number;
  readonly path: string;
  readonly user?: string | undefined;
  readonly password?: string | undefined;
};
