import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { channels } from './shell/channels';

type DroppedFile = Parameters<typeof webUtils.getPathForFile>[0];

// All that a page can reach. Names and inputs are checked on the other side.
contextBridge.exposeInMainWorld('epp', {
  call: (command: string, input: unknown) => ipcRenderer.invoke(channels.command, command, input),
  listen: (push: string, hear: (value: unknown) => void) => {
    const forward = (_event: unknown, name: string, value: unknown): void => {
      if (name === push) hear(value);
    };
    ipcRenderer.on(channels.push, forward);
    return () => void ipcRenderer.off(channels.push, forward);
  },
  pathTicket: async (file: DroppedFile, purpose: unknown) => {
    const path = webUtils.getPathForFile(file);
    const reply = await ipcRenderer.invoke(channels.drop, path, purpose);
    if (!reply.ok) throw new Error(reply.failure.code);
    return reply.value;
  },
});
