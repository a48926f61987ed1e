/**
 * Has to be imported before Mantine and zod. The content security policy allows only styles that carry the nonce of
 * this page load, and no code made from strings.
 */
declare global {
  var __webpack_nonce__: string | undefined;
  var __zod_globalConfig: { jitless?: boolean } | undefined;
}

const meta = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]');

/** The nonce of this page load; empty where the page was not served by the app. */
export const nonce = meta?.nonce ?? '';

// Read by the scroll lock of dialogs, which makes a <style> of its own.
globalThis.__webpack_nonce__ = nonce;
// Keeps zod from probing `new Function`, which the policy would report.
globalThis.__zod_globalConfig = { ...globalThis.__zod_globalConfig, jitless: true };
