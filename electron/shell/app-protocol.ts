import { randomBytes } from 'node:crypto';
import { protocol } from 'electron';
import { pageOrigin, pageResponse } from './page-files';

const scheme = new URL(pageOrigin).protocol.slice(0, -1);

/** Makes `app:` a scheme with an origin of its own. Before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true } }]);
}

/** Serves the files of one folder, and nothing else, as `app://epp/`; each load has a new nonce. */
export function servePage(folder: string): void {
  protocol.handle(scheme, (request) =>
    pageResponse(folder, request, randomBytes(16).toString('base64')),
  );
}
