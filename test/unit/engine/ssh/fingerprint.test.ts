import { describe, expect, it } from 'vitest';
import { hostKeyOf, sameHostKey } from '../../../../electron/engine/ssh/fingerprint';

// Public keys, and what `ssh-keygen -l` and `ssh-keygen -E md5 -l` of OpenSSH 9.2 print for them.
const ed25519 = 'AAAAC3NzaC1lZDI1NTE5AAAAIHT+brlrIcrUSd9dAHyOe5fD/GDuJBzikH222GOVAX8N';
const rsa =
  'AAAAB3NzaC1yc2EAAAADAQABAAABAQDxSshLEJRfjHz9st8FAT7WdjYguLUbgXCqSweIZ7WCrdhJeIlxmgGL8qC9a++1cGIAWmkcmgE+8H/a9I9WL7Vtqa675qDPk+3n2UKpUdS71uzaiCpRi6kSupypTUP6qG5w2m7/2+V5Y8xxTHGJs9vnllmSto0Ddz5DpggtW7jZXg1ihZRVFHKvAW7SmuJ8R2HEk/rb5Rt/YDzmQLPkTkWh4vl4hnNozHgjVFG+WP4EW++YIPoU7HDnoGeNnmFL5GHw1bAXGXOq0qoysFgKwUOO79fy57fbRWlBY1ZnB2VHoph8vbictBrygspKLhfelyn2t73k+f5v+8cb447H5B/1';

describe('hostKeyOf', () => {
  it('prints the fingerprints as OpenSSH does', () => {
    expect(hostKeyOf(Buffer.from(ed25519, 'base64'))).toEqual({
      type: 'ssh-ed25519',
      sha256: 'SHA256:6ZEbKO/W9Preka4ug4FdUkikfx04NjwylbVQjBXR+HI',
      md5: 'af:b1:6f:da:72:13:72:b6:6f:c7:e2:e1:2e:b5:3b:e3',
    });
    expect(hostKeyOf(Buffer.from(rsa, 'base64'))).toEqual({
      type: 'ssh-rsa',
      sha256: 'SHA256:RiX3SzJk3R5B0zoSOPIwiBZc/7oXRli+hEKMxIRAUQ8',
      md5: '22:e4:2b:e1:bf:89:8f:d7:ab:a5:d0:39:e4:a4:30:a6',
    });
  });

  it.each(['', '00', '00000004', 'ffffffff61', '0000000461', '00000002611b'])(
    'a blob without a type (%s) is of an unknown one',
    (hex) => {
      expect(hostKeyOf(Buffer.from(hex, 'hex')).type).toBe('unknown');
    },
  );

  it('two keys are the same only where type and SHA-256 are', () => {
    const key = hostKeyOf(Buffer.from(ed25519, 'base64'));
    expect(sameHostKey(key, { ...key, md5: '' })).toBe(true);
    expect(sameHostKey(key, hostKeyOf(Buffer.from(rsa, 'base64')))).toBe(false);
  });
});
