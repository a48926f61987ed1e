import { defineConfig } from '@playwright/test';

// Started by scripts/with-electron.mjs, which names the Electron to run and gives it a display.
export default defineConfig({
  testDir: 'e2e',
  outputDir: '../.cache/e2e',
  // `npm test` takes as many as there are displays to be had; where they share one, one window at a time has the focus.
  workers: 1,
  // `npm test` names those that passed at the second try only.
  retries: 1,
  timeout: 120_000,
  reporter: 'list',
});
