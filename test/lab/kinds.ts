/** What a kind of server has of its own; everything else is OpenSSH's default. */
export type Kind = {
  readonly hostKeys: readonly HostKeyType[];
  /** Lines of sshd_config. */
  readonly config: readonly string[];
};
export type HostKeyType = 'ed25519' | 'ecdsa' | 'rsa';

const sftp = 'Subsystem sftp internal-sftp';

/** What each kind of server in the lab is: the one place that says so. */
export const kinds = {
  /** As Debian ships it. */
  modern: { hostKeys: ['ed25519', 'ecdsa', 'rsa'], config: [sftp] },

  /** What OpenSSH 6.6.1 of Ubuntu 14.04 offers, but for what today's OpenSSH has forgotten (RC4, Blowfish, CAST, RIPEMD, DSA). */
  'like-6.6': {
    hostKeys: ['rsa', 'ecdsa', 'ed25519'],
    config: [
      sftp,
      list('KexAlgorithms', [
        ...['curve25519-sha256@libssh.org', 'ecdh-sha2-nistp256', 'ecdh-sha2-nistp384'],
        ...['ecdh-sha2-nistp521', 'diffie-hellman-group-exchange-sha256'],
        ...['diffie-hellman-group-exchange-sha1', 'diffie-hellman-group14-sha1'],
        'diffie-hellman-group1-sha1',
      ]),
      list('HostKeyAlgorithms', ['ssh-rsa', 'ecdsa-sha2-nistp256', 'ssh-ed25519']),
      list('Ciphers', [
        ...['aes128-ctr', 'aes192-ctr', 'aes256-ctr'],
        ...['aes128-gcm@openssh.com', 'aes256-gcm@openssh.com', 'chacha20-poly1305@openssh.com'],
        ...['aes128-cbc', '3des-cbc', 'aes192-cbc', 'aes256-cbc'],
      ]),
      list('MACs', [
        ...['hmac-md5-etm@openssh.com', 'hmac-sha1-etm@openssh.com', 'umac-64-etm@openssh.com'],
        ...['umac-128-etm@openssh.com', 'hmac-sha2-256-etm@openssh.com'],
        ...['hmac-sha2-512-etm@openssh.com', 'hmac-sha1-96-etm@openssh.com'],
        ...['hmac-md5-96-etm@openssh.com', 'hmac-md5', 'hmac-sha1', 'umac-64@openssh.com'],
        ...['umac-128@openssh.com', 'hmac-sha2-256', 'hmac-sha2-512', 'hmac-sha1-96'],
        'hmac-md5-96',
      ]),
      list('PubkeyAcceptedAlgorithms', [
        ...['ssh-rsa', 'ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521'],
        'ssh-ed25519',
      ]),
    ],
  },

  /** As hardening guides want it: one algorithm of each kind, two tries, no forwarding and no SFTP. */
  hardened: {
    hostKeys: ['ed25519'],
    config: [
      'KexAlgorithms curve25519-sha256',
      'HostKeyAlgorithms ssh-ed25519',
      'Ciphers aes256-gcm@openssh.com',
      'MACs hmac-sha2-512-etm@openssh.com,hmac-sha2-256-etm@openssh.com',
      'MaxAuthTries 2',
      'LoginGraceTime 20',
      'AllowTcpForwarding no',
    ],
  },

  /** The oldest that can still be reached, by no Electron: its crypto library has no group 1. */
  legacy: { hostKeys: ['rsa'], config: weak('diffie-hellman-group1-sha1') },

  /** The oldest that Electron reaches too. */
  'legacy-14': { hostKeys: ['rsa'], config: weak('diffie-hellman-group14-sha1') },
} as const satisfies Record<string, Kind>;

export type KindName = keyof typeof kinds;

function weak(exchange: string): readonly string[] {
  return [
    sftp,
    `KexAlgorithms ${exchange}`,
    'HostKeyAlgorithms ssh-rsa',
    'Ciphers aes128-cbc',
    'MACs hmac-sha1',
    'PubkeyAcceptedAlgorithms +ssh-rsa',
  ];
}

function list(word: string, names: readonly string[]): string {
  return `${word} ${names.join(',')}`;
}
