import { randomBytes } from 'node:crypto';
import { protocol } from 'electron';
import { pageResponse, pageScheme } from './page-files';

/** Makes `app:` a scheme with an origin of its own. Before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: pageScheme, privileges: { standard: true, secure: true } },
  ]);
}

/** Serves the files of one folder, and nothing else, as `app://epp/`; each load has a new nonce. */
export function servePage(folder: string): void {
  protocol.handle(pageScheme, (request) =>
    pageResponse(folder, request, randomBytes(16).toString('base64')),
  );
}
