import { keySaved } from './backups-page';
import { button, field, leadingTo, tokenField } from './frame';
import { type Html, html } from './html';
import { type Page, tell, type Visit } from './page';

const formOf = (visit: Visit, note?: string): Html =>
  html`${note !== undefined && html`<p class="note" role="alert">${note}</p>`}
<form method="post" action="/backups/create" autocomplete="off">
${tokenField(visit.session)}
${field('Backup Name', html`<input name="name" required maxlength="80" value="${visit.form.get('name') ?? ''}">`)}
${field('Description', html`<input name="description" maxlength="2000" value="${visit.form.get('description') ?? ''}">`)}
<button>Save</button>
</form>
<p>${leadingTo('/backups', 'Cancel')}</p>`;

const title = 'Create System Backup';

/** Where name and description are entered. */
export const createPage: Page = (visit) => ({ title, body: formOf(visit) });

/**
 * Prepares a backup and shows its key, in this one answer and never again: asked for a second time, the name is taken. Nothing runs
 * until the key is said to be saved.
 */
export const createdPage: Page = async (visit) => {
  const { machine, session, form } = visit;
  const name = form.get('name') ?? '';
  const description = form.get('description') ?? '';
  if (!/^[A-Za-z0-9._-]{1,80}$/.test(name)) {
    const note = 'A Backup Name has letters, digits, dots, dashes and underscores, 80 at most.';
    return { status: 400, title, body: formOf(visit, note) };
  }
  const words = ['--name', name, '--description', description];
  const told = await tell(machine, ['backup', 'prepare', ...words]);
  if ('refused' in told) return { status: 400, title, body: formOf(visit, told.refused) };
  const [{ id, key } = {}] = told.lines;
  return {
    title,
    body: html`<section role="dialog" aria-labelledby="key-title">
<h2 id="key-title">System Backup Key</h2>
<p class="key" id="system-backup-key">${String(key)}</p>
<p>This key is needed to import the backup on another server. It is shown only now, is not kept on this server, and cannot be recovered.</p>
${button(session, '/backups/start', keySaved, { id: String(id) })}
</section>`,
  };
};

/** Begins the work of a backup whose key was saved. */
export const startedPage: Page = async ({ machine, session, form }) => {
  const told = await tell(machine, ['backup', 'start', form.get('id') ?? '']);
  session.note = 'refused' in told ? told.refused : 'The System Backup is being generated.';
  return { to: '/backups' };
};
