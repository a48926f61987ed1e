import { backupsPage, deletePage, viewPage } from './backups-page';
import { computersPage } from './computers-page';
import { createdPage, createPage, startedPage } from './create-page';
import { dashboardPage } from './dashboard-page';
import { importPage } from './import-page';
import {
  confirmPage,
  maintenancePage,
  networkSaved,
  rebooted,
  shutDown,
  sshSwitched,
} from './maintenance-page';
import type { Page } from './page';
import { serverPage } from './server-page';
import { settingsPage, settingsSaved } from './settings-page';

/** Every page by method and path, for those who are logged in. */
export const pages: Readonly<Record<string, Page>> = {
  'GET /': dashboardPage,
  'GET /computers': computersPage,
  'GET /settings': settingsPage,
  'POST /settings': settingsSaved,
  'GET /backups': backupsPage,
  'GET /backups/view': viewPage,
  'GET /backups/create': createPage,
  'POST /backups/create': createdPage,
  'POST /backups/start': startedPage,
  'POST /backups/delete': deletePage,
  'GET /backups/import': importPage,
  'GET /appliance/server': serverPage,
  'GET /appliance/maintenance': maintenancePage,
  'POST /appliance/network': networkSaved,
  'POST /appliance/ssh': sshSwitched,
  'GET /appliance/reboot': confirmPage('reboot'),
  'POST /appliance/reboot': rebooted,
  'GET /appliance/shutdown': confirmPage('shutdown'),
  'POST /appliance/shutdown': shutDown,
};
