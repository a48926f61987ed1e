import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type {} from '../../renderer/bridge';
import { test } from './window';

const call = (page: Page, command: string, input: unknown): Promise<unknown> =>
  page.evaluate(([name, value]) => window.epp.call(name as string, value), [command, input]);

const refusal = (where: string) => ({
  ok: false,
  failure: { code: 'contract.bad-input', facts: { where, seen: expect.any(String) } },
});

test('the page is locked into its own origin', async ({ page, complaints }) => {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(page.url()).toBe('app://epp/index.html');

  await test.step('it has neither Node nor Electron', async () => {
    const seen = await page.evaluate(() => {
      const world = globalThis as Record<string, unknown>;
      return ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer'].filter(
        (name) => world[name] !== undefined,
      );
    });
    expect(seen).toEqual([]);
    expect(await page.evaluate(() => Object.keys(window.epp).sort())).toEqual([
      'call',
      'listen',
      'pathTicket',
    ]);
  });

  await test.step('the bridge cannot be replaced', async () => {
    const changed = await page.evaluate(() => {
      try {
        Object.assign(window.epp, { call: () => 'mine' });
      } catch {
        return false;
      }
      return window.epp.call.toString().includes('mine');
    });
    expect(changed).toBe(false);
  });

  await test.step('the content policy blocks scripts, styles, pictures and requests', async () => {
    const blocked = await page.evaluate(async () => {
      const directives = new Set<string>();
      document.addEventListener('securitypolicyviolation', (event) =>
        directives.add(event.effectiveDirective),
      );
      const add = (name: string, properties: object): void => {
        document.body.append(Object.assign(document.createElement(name), properties));
      };
      add('script', { textContent: 'window.injected = true' });
      add('script', { src: 'https://example.invalid/x.js' });
      add('style', { textContent: 'body { color: red }' });
      add('img', { src: 'https://example.invalid/x.png' });
      add('iframe', { src: 'https://example.invalid/' });
      add('object', { data: 'https://example.invalid/' });
      await fetch('https://example.invalid/').catch(() => undefined);
      // Later, because the debugger's own evaluation is allowed to.
      setTimeout(() => {
        try {
          new Function('window.injected = true')();
        } catch {
          directives.add('no code from strings');
        }
      });
      await new Promise((resolve) => setTimeout(resolve, 300));
      return { directives: [...directives].sort(), injected: 'injected' in window };
    });
    expect(blocked.injected).toBe(false);
    expect(blocked.directives).toEqual(
      expect.arrayContaining([
        'connect-src',
        'frame-src',
        'img-src',
        'no code from strings',
        'object-src',
        'script-src-elem',
        'style-src-elem',
      ]),
    );
  });

  await test.step('it goes nowhere and opens nothing', async () => {
    await page.evaluate(() => {
      window.location.href = 'https://example.invalid/';
    });
    await page.evaluate(() => {
      window.location.href = 'file:///etc/passwd';
    });
    expect(await page.evaluate(() => window.open('https://example.invalid/') === null)).toBe(true);
    expect(await page.evaluate(() => window.open('app://epp/index.html') === null)).toBe(true);
    expect(page.url()).toBe('app://epp/index.html');
  });

  await test.step('it gets no permission', async () => {
    const granted = await page.evaluate(async () => {
      const names = ['notifications', 'geolocation', 'camera', 'microphone', 'clipboard-read'];
      const states = await Promise.all(
        names.map((name) => navigator.permissions.query({ name: name as PermissionName })),
      );
      const read = await navigator.clipboard.readText().catch(() => 'refused');
      return [...new Set(states.map(({ state }) => state)), read];
    });
    expect(granted).toEqual(['denied', 'refused']);
  });

  // Chromium reports each of these attempts in the console; everything else would be a complaint.
  const expected = /Content Security Policy|Not allowed to load local resource|ERR_|Failed to load/;
  complaints.splice(0, complaints.length, ...complaints.filter((line) => !expected.test(line)));
});

test('the page gets files of its own folder only, each load with a new nonce', async ({ app }) => {
  const answers = await app.evaluate(async ({ net }) => {
    const get = async (url: string) => {
      const answer = await net.fetch(url, { bypassCustomProtocolHandlers: false });
      return { status: answer.status, policy: answer.headers.get('content-security-policy') };
    };
    return {
      page: await get('app://epp/'),
      again: await get('app://epp/index.html'),
      outside: await get('app://epp/..%2fmain.cjs'),
      farOutside: await get('app://epp/%2e%2e/%2e%2e/package.json'),
      otherHost: await get('app://other/index.html'),
    };
  });
  expect(answers.page.status).toBe(200);
  expect(answers.page.policy).toMatch(
    /^default-src 'none'; script-src 'self'; style-src 'self' 'nonce-[A-Za-z0-9+/=]{22,}'; /,
  );
  expect(answers.page.policy).not.toContain('unsafe');
  expect(answers.again.policy).not.toBe(answers.page.policy);
  expect([answers.outside, answers.farOutside, answers.otherHost].map((a) => a.status)).toEqual([
    404, 404, 404,
  ]);
});

test('commands are checked at the door', async ({ page, app, folder }) => {
  await test.step('an unknown command has a coded refusal', async () => {
    expect(await call(page, 'run-anything', {})).toEqual(refusal('command'));
    expect(await call(page, 'constructor', {})).toEqual(refusal('command'));
    const odd = await page.evaluate(() => window.epp.call(7 as unknown as string, {}));
    expect(odd).toEqual(refusal('command'));
  });

  await test.step('input of the wrong shape has one too', async () => {
    expect(await call(page, 'list-migrations', { more: 1 })).toEqual(refusal('list-migrations.'));
    const id = '../../etc';
    expect(await call(page, 'open-report', { id, format: 'html' })).toEqual(
      refusal('open-report.id'),
    );
  });

  await test.step('a path, a made-up ticket and a ticket for something else open no file', async () => {
    const path = join(folder, 'secret.txt');
    await writeFile(path, 'secret');
    expect(await call(page, 'start-inspection', { file: { path } })).toEqual(refusal('file'));
    expect(await call(page, 'start-inspection', { file: { ticket: 't-1' } })).toEqual(
      refusal('file'),
    );
    const endpoint = { host: '127.0.0.1', user: 'a' };
    const withPath = { ...endpoint, identityFiles: [path] };
    const plan = { source: withPath, target: { ...endpoint, port: 23 } };
    expect(await call(page, 'start-migration', { plan })).toEqual(refusal('file'));
    expect(await call(page, 'test-connection', { endpoint: withPath })).toEqual(refusal('file'));
    const agent = { agent: path };
    expect(await call(page, 'list-agent-keys', agent)).toEqual(refusal('file'));

    await app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
    }, path);
    const chosen = await call(page, 'choose-file', { purpose: 'identity' });
    expect(chosen).toEqual({
      ok: true,
      value: { ticket: expect.stringMatching(/^t-/), name: 'secret.txt' },
    });
    const { ticket } = (chosen as { value: { ticket: string } }).value;
    expect(await call(page, 'start-inspection', { file: { ticket } })).toEqual(refusal('file'));
    const overwrite = { id: 'm-1', file: { ticket } };
    expect(await call(page, 'save-kit', overwrite)).toEqual(refusal('file'));

    // What the engine tells of it comes back with the same ticket, not with the path.
    const heard = await page.evaluate(async (identity) => {
      const ended = new Promise<unknown>((resolve) => {
        window.epp.listen('test-changed', (test) => {
          if ((test as { status: string }).status !== 'running') resolve(test);
        });
      });
      const tested = { host: '127.0.0.1', port: 1, user: 'a', identityFiles: [identity] };
      await window.epp.call('test-connection', { endpoint: tested });
      return await ended;
    }, ticket);
    expect(heard).toMatchObject({ status: 'failed', endpoint: { identityFiles: [ticket] } });
    expect(JSON.stringify(heard)).not.toContain(path);
  });

  await test.step('a file that was made in the page is no file of this computer', async () => {
    const outcome = await page.evaluate(() =>
      window.epp.pathTicket(new File(['x'], 'x')).then(
        () => 'accepted',
        () => 'refused',
      ),
    );
    expect(outcome).toBe('refused');
  });
});

test('a foreign window with the same preload script is refused', async ({ app, page }) => {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const answers = await app.evaluate(async ({ app: electron, BrowserWindow }) => {
    const foreign = new BrowserWindow({
      show: false,
      webPreferences: { preload: `${electron.getAppPath()}/dist/preload.cjs`, sandbox: true },
    });
    const replies: unknown[] = [];
    for (const url of ['app://epp/index.html', 'data:text/html,<title>foreign</title>']) {
      await foreign.loadURL(url).catch(() => undefined);
      replies.push(await foreign.webContents.executeJavaScript(`epp.call('list-migrations', {})`));
    }
    foreign.destroy();
    return replies;
  });
  expect(answers).toEqual([refusal('sender'), refusal('sender')]);
});

test('the window is as closed as it was meant to be', async ({ app, page }) => {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const preferences = await app.evaluate(({ webContents }) => {
    const [contents] = webContents.getAllWebContents();
    const all = (
      contents as unknown as { getLastWebPreferences: () => Record<string, unknown> }
    ).getLastWebPreferences();
    const names = ['sandbox', 'contextIsolation', 'nodeIntegration', 'webviewTag', 'webSecurity'];
    return Object.fromEntries(names.map((name) => [name, all[name]]));
  });
  expect(preferences).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
    webSecurity: true,
  });
});
