import { posix } from 'node:path';
import { timeTold } from '../clock';
import type { BackupRecord, MachineState, RestoreRecord } from '../machine';
import { button, facts, leadingTo } from './frame';
import { type Html, html } from './html';
import { type Page, reasonOf, tell, type Visit } from './page';

/** The list of backups, with the import that is at work as its last row. */
export const backupsPage: Page = ({ machine, session }) => {
  const state = machine.state();
  const rows = state.backups.map((backup) => rowOf(state, backup, session));
  const importing = importRow(state);
  return {
    title: 'System Backup v2',
    body: html`<p>${leadingTo('/backups/create', 'Create')}${leadingTo('/backups/import', 'Import and Restore (Migrate)')}</p>
<h2 id="list">List of System Backups</h2>
<div class="wide"><table aria-labelledby="list">
<thead>
<tr><td colspan="7"></td><td colspan="2">${leadingTo('/backups', 'Reload')}</td></tr>
<tr>${columns.map((name) => html`<th scope="col">${name}</th>`)}</tr>
</thead>
<tbody>
${rows}${importing}
</tbody>
</table></div>
${rows.length === 0 && !importing && html`<p>There is no System Backup.</p>`}`,
  };
};

const columns = [
  ...['Backup Name', 'Description', 'Server Version', 'File Name', 'File Hash', 'File Size'],
  ...['Creation Date', 'Status', 'Actions'],
];

/** What a backup's file is called. */
export const fileNameOf = ({ file }: Pick<BackupRecord, 'file'>): string =>
  file === undefined ? '' : posix.basename(file);

const told = (state: MachineState, at: number): string =>
  timeTold(state, at).slice(0, 19).replace('T', ' ');

function rowOf(state: MachineState, backup: BackupRecord, session: Visit['session']): Html {
  const { id, written } = backup;
  const done = backup.state === 'ready' ? written : undefined;
  const to = `id=${encodeURIComponent(id)}`;
  return html`<tr>
<td>${backup.name}</td><td>${backup.description}</td><td>${backup.version}</td>
<td>${done && fileNameOf(backup)}</td><td class="hash">${done?.sha256}</td><td>${done && `${done.size} bytes`}</td>
<td>${told(state, backup.createdAt)}</td><td>${statusOf(backup)}</td>
<td><a href="/backups/view?${to}">View</a>
${done && html`<a href="/backups/download?${to}">Download</a>`}
${button(session, '/backups/delete', 'Delete', { id })}</td>
</tr>
`;
}

function statusOf({ state, reason }: BackupRecord): Html {
  if (state === 'ready') return html`Ready to download`;
  if (state === 'generating') return html`<span class="generating">Generating</span>`;
  if (state === 'failed') return html`<span class="failed">Failed: ${reasonOf(reason)}</span>`;
  return html`Key not confirmed`;
}

/** A restore that is not over, or that failed; one that is done has put its backup on the list. */
function importRow(state: MachineState): Html | undefined {
  const { restore } = state;
  if (!restore || restore.state === 'done') return undefined;
  return html`<tr>
<td>Import</td><td></td><td></td><td>${fileNameOf(restore)}</td><td></td><td></td>
<td>${told(state, restore.startedAt)}</td><td>${importStatus(restore)}</td><td></td>
</tr>
`;
}

const importStatus = ({ state, reason }: RestoreRecord): Html =>
  state === 'failed'
    ? html`<span class="failed">Failed: ${reasonOf(reason)}</span>`
    : html`<span class="generating">Generating</span>`;

/** One backup with all that is known of it but its key; where the key was not confirmed yet, that can be done here. */
export const viewPage: Page = ({ machine, session, query }) => {
  const state = machine.state();
  const backup = state.backups.find(({ id }) => id === query.get('id'));
  if (!backup) return { status: 404, title: 'System Backup', body: html`<p>It is not there.</p>` };
  const { written } = backup;
  return {
    title: 'System Backup',
    body: html`${facts([
      ['Backup Name', backup.name],
      ['Description', backup.description],
      ['Server Version', backup.version],
      ['File Name', fileNameOf(backup)],
      ['File Hash', written?.sha256 ?? ''],
      ['File Size', written ? `${written.size} bytes` : ''],
      ['Creation Date', told(state, backup.createdAt)],
      ['Status', statusOf(backup)],
    ])}
${
  backup.state === 'awaiting-key' &&
  html`<p>The System Backup Key was shown once and is not shown again. Whoever did not save it deletes this backup and creates another.</p>
${button(session, '/backups/start', keySaved, { id: backup.id })}`
}
<p>${leadingTo('/backups', 'Back')}</p>`,
  };
};

/** The button that begins the work. */
export const keySaved = 'Yes, I saved the System Backup Key';

/** Takes a backup off the list. */
export const deletePage: Page = async ({ machine, session, form }) => {
  const told = await tell(machine, ['backup', 'delete', form.get('id') ?? '']);
  session.note = 'refused' in told ? told.refused : 'The System Backup was deleted.';
  return { to: '/backups' };
};
