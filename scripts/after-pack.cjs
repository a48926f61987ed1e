// electron-builder copies the runtime folder as it is. What only a development runtime has does not belong in the app:
// the default app would start any folder it is given.

const { rm } = require('node:fs/promises');
const { join } = require('node:path');

/** @param {{ appOutDir: string, electronPlatformName: string }} context */
module.exports = async ({ appOutDir, electronPlatformName }) => {
  if (electronPlatformName === 'darwin') return;
  await rm(join(appOutDir, 'resources', 'default_app.asar'), { force: true });
  await rm(join(appOutDir, 'version'), { force: true });
};
