import type { ElectronApplication } from '@playwright/test';

/** Gives the page so much room, in pixels; less than a person could, too. */
export const resize = (app: ElectronApplication, width: number, height: number): Promise<void> =>
  app.evaluate(
    ({ BrowserWindow }, [wide, high]) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.setMinimumSize(100, 100);
      window?.setContentSize(wide, high);
    },
    [width, height] as const,
  );
