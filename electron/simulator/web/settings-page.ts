import { tokenField } from './frame';
import { html } from './html';
import { type Page, reading, tell } from './page';

/** The switch of client communication. */
export const settingsPage: Page = async ({ machine, session }) => {
  const { enabled } = await reading(machine, ['clients']);
  return {
    title: 'System Settings',
    body: html`<section><h2>Client communication</h2>
<form method="post" action="/settings">
${tokenField(session)}
<p><label><input type="checkbox" name="clients" value="on"${enabled === true && html` checked`}> Allow client communication</label></p>
<p>${enabled === true ? 'Clients reach this server.' : 'No client reaches this server.'}</p>
<button>Save</button>
</form></section>`,
  };
};

/** Switches client communication. */
export const settingsSaved: Page = async ({ machine, session, form }) => {
  const told = await tell(machine, [
    'clients',
    form.get('clients') === 'on' ? 'enable' : 'disable',
  ]);
  session.note = 'refused' in told ? told.refused : 'The settings were saved.';
  return { to: '/settings' };
};
