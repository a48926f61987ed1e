import { defineConfig } from '@playwright/test';

// Started by scripts/with-electron.mjs, which names the Electron to run and gives it a display.
export default defineConfig({
  testDir: 'e2e',
  outputDir: '../.cache/e2e',
  // One window at a time: they measure time, and share the machine with the practice appliances.
  workers: 1,
  // `npm test` names those that passed at the second try only.
  retries: 1,
  timeout: 120_000,
  reporter: 'list',
});
