import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { compete, contestColumns, tolerance } from './contest';
import { makeFile } from './files';
import { noFtpBecause, withFtpStand } from './ftp-stand';
import type { FtpOrder } from './ftp-work';
import { ftpGoals } from './links';
import { curl } from './peers';
import { mebibyte, type Row, show } from './results';
import type { Run } from './tidily';
import { withEngines } from './transfer-race';

const bytes = 256 * mebibyte;

/** The engine's FTP client beside curl, with vsftpd on this computer. Gives true where a goal is missed by more than is tolerated. */
export async function bench(run: Run): Promise<boolean> {
  const missing = noFtpBecause();
  if (missing !== undefined) {
    console.log(`nothing was measured: ${missing}`);
    return false;
  }
  return await withFtpStand(({ folder, host, port, served }) =>
    withEngines({ folder }, run, async (engines) => {
      const local = join(folder, 'local-file');
      const [source, target] = [served('source-file'), served('target-file')];
      const sha256 = await makeFile(source.local, bytes, run.signal);
      const rows: Row[] = [];
      for (const work of ['download', 'upload'] as const) {
        const { remote } = work === 'download' ? source : target;
        const order: FtpOrder = { over: 'ftp', work, host, port, local, remote };
        const prepare = async (): Promise<void> => {
          for (const path of [local, target.local]) await rm(path, { force: true });
          if (work === 'upload') await copyFile(source.local, local);
        };
        // What is not compiled yet is not measured.
        for (const { ask } of engines) {
          await prepare();
          await ask(order);
        }
        const contest = {
          ...{ name: work, bytes, sha256, order, prepare, goals: ftpGoals },
          peer: curl(work, `ftp://anonymous:bench@${host}:${port}${remote}`, local),
          result: work === 'download' ? local : target.local,
        };
        rows.push(...(await compete(contest, engines, run)));
      }
      return show('FTP over loopback', contestColumns, rows, tolerance);
    }),
  );
}
