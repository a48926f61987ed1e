import { field, leadingTo, tokenField } from './frame';
import { html } from './html';
import type { Page } from './page';

/** The largest file that the page takes, in bytes. */
export const largestImport = 200_000_000;

/** Where a backup of another server is handed in. */
export const importPage: Page = ({ session }) => ({
  title: 'Import and Restore (Migrate)',
  body: html`<p>The settings of this server are replaced by those of the backup, its own backups and log backups are lost, and everybody is logged out. Then the accounts are those of the other server.</p>
<p>The file may have 200 MB at most.</p>
<form method="post" action="/backups/import" enctype="multipart/form-data" autocomplete="off">
${tokenField(session)}
${field('Backup file', html`<input type="file" name="file" required>`)}
${field('System Backup Key', html`<input name="key" type="password" maxlength="5000" autocomplete="off" required>`)}
<button>Import</button>
</form>
<p>${leadingTo('/backups', 'Cancel')}</p>`,
});
