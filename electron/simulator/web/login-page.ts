import { passwordOpens } from '../accounts';
import type { ServedMachine } from '../served-machine';
import { field, tokenField } from './frame';
import { type Html, html } from './html';
import type { Session } from './sessions';

/** Where people log in; the second factor is asked for where the machine has one. */
export const loginPage = (machine: ServedMachine, session: Session, note?: string): Html =>
  html`${note !== undefined && html`<p class="note" role="alert">${note}</p>`}
<form method="post" action="/login" autocomplete="off">
${tokenField(session)}
${field('Username', html`<input name="username" required maxlength="64" autofocus>`)}
${field('Password', html`<input name="password" type="password" required maxlength="200">`)}
${machine.state().faults['two-factor'] && field('Verification code', html`<input name="code" maxlength="20">`)}
<button>Login</button>
</form>`;

/** The login that a form opens, or undefined; the attempt is noted without its password. */
export function loginOf(machine: ServedMachine, form: URLSearchParams): string | undefined {
  const { accounts, faults } = machine.state();
  const user = form.get('username') ?? '';
  const second = faults['two-factor'];
  const accepted =
    passwordOpens(accounts, user, form.get('password') ?? '') &&
    (!second || form.get('code') === second.code);
  machine.record.logins.push({ user, method: 'web', accepted });
  return accepted ? user : undefined;
}
