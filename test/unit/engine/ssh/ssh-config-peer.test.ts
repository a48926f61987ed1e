// What we make of a configuration has to be what `ssh -G` makes of it.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openSshConfig } from '../../../../electron/engine/ssh/ssh-config';
import { askOpenSsh, openSshIsHere } from './openssh-here';

const here = openSshIsHere();
const home = mkdtempSync(join(tmpdir(), 'ssh-config-peer-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));
mkdirSync(join(home, 'conf.d'));
writeFileSync(join(home, 'conf.d', 'b'), 'Host b\n User from-b\nHost *\n Port 4444\n');
writeFileSync(join(home, 'conf.d', 'a'), 'User from-a-but-only-if-active\n');
const { username } = userInfo();

/** The settings of one host as ssh prints them: of each name its values. */
function ofSsh(file: string, host: string): ReadonlyMap<string, readonly string[]> {
  const settings = new Map<string, string[]>();
  for (const line of askOpenSsh('ssh', ['-G', '-F', file, host]).split('\n')) {
    const space = line.indexOf(' ');
    const name = line.slice(0, space);
    settings.set(name, [...(settings.get(name) ?? []), line.slice(space + 1)]);
  }
  return settings;
}

const configurations: Readonly<Record<string, string>> = {
  'first value wins': `
    User first
    Host epp
      User second
      Port 2200
      HostName 10.0.0.5
    Host *
      Port 99
      HostName wrong
  `,
  'patterns and negations': `
    Host !b *
      Port 1001
    Host ??? !epp
      User three
    Host e*p b
      HostName %h.corp
    Host e?p
      User epp-user
  `,
  'case of names and keywords': `
    hOsT EPP
      USER upper
    HOST epp
      uSeR lower
      hostname = EPP.Corp
      PORT=2201
  `,
  'words, quotes and remarks': `
    Host "epp" b # both of them
      User "a b"
      HostName   "10.0.0.1"   # it's here
      Port = 2202
      IdentityFile "/keys/with blank"
      IdentityFile=/keys/second
  `,
  'Match by host, name and user': `
    Host epp
      HostName 10.1.1.1
    Match host 10.1.*
      Port 2203
    Match originalhost epp user root
      IdentityFile /keys/root
    Match !originalhost epp,b
      User neither
    Match host "b,c" user nobody
      User wrong
    Match user ${username}
      IdentitiesOnly yes
    Match localuser ${username} host b
      Port 3333
    Match all
      User last
  `,
  'key files': `
    Host epp
      IdentityFile /keys/one
      IdentitiesOnly yes
    Host *
      IdentityFile /keys/two
      IdentityFile /keys/one
      IdentitiesOnly no
  `,
  'jump hosts': `
    Host epp
      ProxyJump one,me@two:2204
    Host b
      ProxyJump none
    Host * !one !::1
      ProxyJump you@[::1]:2205
    Host c
      ProxyJump wrong
  `,
  'a command before a jump host': `
    Host epp
      ProxyCommand nc %h %p
    Host b
      ProxyCommand none
    Host * !three
      ProxyJump three
      ProxyCommand wrong
  `,
  'included files': `
    Host b
      Include ${home}/conf.d/*
    Host *
      Include ${home}/conf.d/b
      User outside
  `,
  'included files of a part that does not apply': `
    Host nobody
      Include ${home}/conf.d/?
    Host *
      User outside
  `,
};

const asked = ['epp', 'EPP', 'b', 'c', 'root@epp', 'fe80::1%lo', 'ssh://x@epp:77'];

describe.skipIf(!here)('beside ssh -G', () => {
  for (const [name, text] of Object.entries(configurations)) {
    it.each(asked)(`${name}: the same for %s`, (host) => {
      const file = join(home, 'config');
      writeFileSync(file, text);
      const { endpoint } = openSshConfig({ home, user: username, file }).resolve(host);
      const ssh = ofSsh(file, host);

      expect(endpoint.host.toLowerCase()).toBe(ssh.get('hostname')?.[0]);
      expect(String(endpoint.port)).toBe(ssh.get('port')?.[0]);
      expect(endpoint.user ?? username).toBe(ssh.get('user')?.[0]);
      expect(endpoint.identitiesOnly ? 'yes' : 'no').toBe(ssh.get('identitiesonly')?.[0]);
      // ssh prints its own default files where none is named; these are not in this home.
      const files = ssh.get('identityfile')?.filter((one) => !one.startsWith('~/.ssh/id_'));
      expect(endpoint.identityFiles ?? []).toEqual(files);
      const jumps = ssh.get('proxyjump')?.[0];
      const ours = (endpoint.via ?? []).map(({ host, port, user }) => ({ host, port, user }));
      expect(ours).toEqual(jumps === undefined || jumps === 'none' ? [] : jumpsOf(jumps));
    });
  }
});

/** The jump hosts that ssh prints; without a user it is the local one, without a port 22. */
const jumpsOf = (text: string) =>
  text.split(',').map((part) => {
    const [, user, bracketed, plain, port] =
      /^(?:(.*)@)?(?:\[(.*)\]|([^:]*))(?::(\d+))?$/.exec(part) ?? [];
    return {
      host: bracketed ?? plain,
      port: Number(port ?? 22),
      user: user ?? username,
    };
  });
