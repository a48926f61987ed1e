import type { IncomingMessage, ServerResponse } from 'node:http';
import { hasBackups } from '../command-line';
import type { MachineState } from '../machine';
import type { ServedMachine } from '../served-machine';
import { discard, readForm } from './form-body';
import { framed, style } from './frame';
import { html } from './html';
import { loginOf, loginPage } from './login-page';
import type { Answer } from './page';
import { receiveImport, strangeForm } from './receive-import';
import { pages } from './routes';
import { sendBackup } from './send-backup';
import { newSessions, type Session } from './sessions';

const cookieName = 'practice-console';
const minute = 60_000;

/** How long somebody may do nothing, in milliseconds: five minutes of this machine, but never less than one of everybody's. */
const lifetimeOf = ({ faults, timeScale }: MachineState): number => {
  const short = faults['web-session-short'];
  return short ? short.seconds * 1000 * timeScale : Math.max(minute, 5 * minute * timeScale);
};

/** The web console of a machine: answers every request but those of clients. Whoever was logged in is not any more in a new one. */
export function openWebConsole(
  machine: ServedMachine,
): (request: IncomingMessage, response: ServerResponse, asked: URL) => Promise<void> {
  const sessions = newSessions();

  return async (request, response, asked) => {
    const { pathname, searchParams: query } = asked;
    const method = request.method === 'HEAD' ? 'GET' : (request.method ?? 'GET');
    machine.record.web.push(`${method} ${pathname}`);
    const state = machine.state();
    const now = Date.now();
    const cookie = cookieOf(request);
    let session = sessions.find(cookie, now, lifetimeOf(state));
    const give = (answer: Answer): void => send(response, machine.state(), session, answer);
    const protect = headersOf(state);
    for (const [name, value] of Object.entries(protect)) response.setHeader(name, value);

    const redirect = state.faults['web-redirect'];
    if (redirect) {
      await discard(request);
      return void response.writeHead(302, { location: redirect.to }).end();
    }
    if (state.restart) {
      await discard(request);
      session = undefined;
      return give({ status: 503, title: 'Please wait', body: html`<p>The server starts.</p>` });
    }
    if (method === 'GET' && pathname === '/style.css')
      return void response.writeHead(200, { 'content-type': 'text/css; charset=utf-8' }).end(style);

    /** The login page, in a session that is new unless there is one already. */
    const askLogin = (status: number, note?: string): void => {
      if (!session || session.login !== undefined) {
        session = sessions.open(undefined, now);
        setCookie(response, session);
      }
      const known: Session = session;
      give({ status, title: 'Login', body: loginPage(machine, known, note) });
    };
    const ended = cookie !== undefined && session === undefined;

    if (pathname === '/login' && method === 'POST') {
      const form = await readForm(request);
      if (typeof form === 'string') return askLogin(form === 'too-large' ? 413 : 400);
      if (!session || form.get('token') !== session.token) return askLogin(403, strangeForm);
      const login = loginOf(machine, form);
      if (login === undefined) return askLogin(403, 'Username or password is wrong.');
      // Another id than before the login, so that nobody else knows it.
      sessions.end(session.id);
      session = sessions.open(login, now);
      setCookie(response, session);
      return give({ to: '/' });
    }
    if (session?.login === undefined) {
      if (method === 'GET' && (pathname === '/' || pathname === '/login'))
        return askLogin(200, ended || query.has('ended') ? 'You were logged out.' : undefined);
      const known = Object.hasOwn(pages, `${method} ${pathname}`) || isOwn(method, pathname);
      await discard(request);
      if (!known) return void response.writeHead(404, { 'content-type': 'text/plain' }).end();
      if (method === 'GET') return give({ to: ended ? '/?ended' : '/' });
      return give({ status: 403, title: 'Error', body: cannotExecute });
    }
    const page = pages[`${method} ${pathname}`];
    const mayBe = !pathname.startsWith('/backups') || hasBackups(state);
    if (!mayBe || (page === undefined && !isOwn(method, pathname))) {
      await discard(request);
      const body = html`<p>There is no such page.</p>`;
      return give({ status: 404, title: 'Not found', body });
    }
    if (method === 'GET' && pathname === '/backups/download') {
      if (await sendBackup(request, response, machine, query.get('id') ?? '')) return;
      return give({ status: 404, title: 'Error', body: html`<p>There is no such file.</p>` });
    }
    if (method === 'POST' && pathname === '/backups/import')
      return give(await receiveImport(request, machine, session));
    const form = method === 'POST' ? await readForm(request) : new URLSearchParams();
    if (form === 'too-large')
      return give({ status: 413, title: 'Error', body: html`<p>The form is too large.</p>` });
    if (method === 'POST' && (form === 'no-form' || form.get('token') !== session.token))
      return give({ status: 403, title: 'Error', body: html`<p>${strangeForm}</p>` });
    if (pathname === '/logout' && method === 'POST') {
      sessions.end(session.id);
      return give({ to: '/' });
    }
    if (form === 'no-form' || page === undefined) return;
    give(await page({ machine, session, query, form }));
  };
}

/** What is answered to whoever is not logged in any more. */
const cannotExecute = html`<p class="note" role="alert">Cannot execute command! An error occurred!</p>
<p>Nothing was done, since your session is over. <a href="/">Log in again</a>.</p>`;

/** Paths beside those of the pages. */
const isOwn = (method: string, pathname: string): boolean =>
  ['GET /backups/download', 'POST /backups/import', 'POST /logout'].includes(
    `${method} ${pathname}`,
  );

function send(
  response: ServerResponse,
  state: MachineState,
  session: Session | undefined,
  answer: Answer,
): void {
  if (response.headersSent) return;
  if ('to' in answer) return void response.writeHead(303, { location: answer.to }).end();
  response.writeHead(answer.status ?? 200, { 'content-type': 'text/html; charset=utf-8' });
  response.end(framed(state, session, answer.title, answer.body));
}

const policy =
  "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const headersOf = ({ faults }: MachineState): Readonly<Record<string, string>> => ({
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  ...(faults['web-pop-up'] ? {} : { 'content-security-policy': policy }),
});

function cookieOf({ headers }: IncomingMessage): string | undefined {
  for (const pair of (headers.cookie ?? '').split(';')) {
    const [name, value] = pair.trim().split('=');
    if (name === cookieName) return value;
  }
  return undefined;
}

const setCookie = (response: ServerResponse, { id }: Session): void => {
  response.setHeader(
    'set-cookie',
    `${cookieName}=${id}; Path=/; Secure; HttpOnly; SameSite=Strict`,
  );
};
