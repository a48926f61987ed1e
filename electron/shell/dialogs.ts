import { join } from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';
import type { ChoosePurpose } from '../../shared/contract';
import { dialogWords, trialWords } from './words';

/** Asks for a file to open; undefined when cancelled. */
export async function chooseFile(
  window: BrowserWindow,
  purpose: ChoosePurpose,
): Promise<string | undefined> {
  const everything = { name: dialogWords.everything, extensions: ['*'] };
  const backups = { name: dialogWords.backups, extensions: ['eppb'] };
  const kits = { name: dialogWords.kits, extensions: ['pdf', 'html', 'htm', 'txt'] };
  if (purpose === 'library') return chooseFolder(window);
  const profiles = { name: dialogWords.profiles, extensions: ['jsonc', 'json'] };
  const filters = {
    ...{ inspect: [backups], backup: [backups], identity: [], kit: [kits] },
    profile: [profiles],
  };
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: dialogWords[purpose],
    // Private keys lie in a folder that file dialogs hide.
    properties: purpose === 'identity' ? ['openFile', 'showHiddenFiles'] : ['openFile'],
    filters: [...filters[purpose], everything],
  });
  return canceled ? undefined : filePaths[0];
}

async function chooseFolder(window: BrowserWindow): Promise<string | undefined> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: dialogWords.library,
    properties: ['openDirectory'],
  });
  return canceled ? undefined : filePaths[0];
}

/** Asks for a place to save at; undefined when cancelled. Only the last part of the suggested name counts. */
export async function choosePlace(
  window: BrowserWindow,
  suggestedName: string,
): Promise<string | undefined> {
  const name = suggestedName.replaceAll(/^.*[/\\]|[<>:"|?*]|\p{Cc}/gu, '');
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: dialogWords.place,
    defaultPath: join(app.getPath('documents'), name),
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  return canceled || filePath === '' ? undefined : filePath;
}

/** Shows what would be run on a server; false where the person does not want it. */
export async function confirmTrial(
  window: BrowserWindow,
  login: string,
  commands: readonly string[],
): Promise<boolean> {
  const { message, detail, no, yes } = trialWords(login, commands);
  const { response } = await dialog.showMessageBox(window, {
    ...{ type: 'question', message, detail, buttons: [no, yes] },
    ...{ cancelId: 0, defaultId: 1, noLink: true },
  });
  return response === 1;
}
