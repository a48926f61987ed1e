import { basename } from 'node:path';
import type { WebContents } from 'electron';
import type { ConsoleView } from '../../../shared/console-view';
import { type Failure, toFailure } from '../../../shared/failure';
import type { HandFile } from '../../../shared/hand-work';
import { hashFile } from '../../engine/eppb/hash-file';

/** What is heard of a page's file chooser. */
export type ChooserPorts = {
  /** The file that the question names; undefined where none is to be handed over. */
  readonly file: () => HandFile | undefined;
  readonly handed: (state: NonNullable<ConsoleView['handed']>) => void;
  readonly refused: () => void;
  readonly failed: (failure: Failure) => void;
};

/**
 * Takes the file chooser of a page over: pressing *Choose File* there gives it the one file of the question, after its hash was
 * compared once more. No chooser of the system ever opens for such a page, and no other path reaches it.
 */
export function handFiles(contents: WebContents, ports: ChooserPorts): void {
  const { debugger: tools } = contents;
  const command = (method: string, params: object, sessionId?: string): Promise<unknown> =>
    tools.sendCommand(method, params, sessionId);
  const intercept = async (sessionId?: string): Promise<void> => {
    await command('Page.enable', {}, sessionId);
    await command('Page.setInterceptFileChooserDialog', { enabled: true }, sessionId);
  };
  const hand = async (backendNodeId: number, sessionId?: string): Promise<void> => {
    const file = ports.file();
    if (!file) return ports.refused();
    const name = basename(file.path);
    ports.handed({ name, state: 'checking' });
    const { sha256 } = await hashFile(file.path);
    if (sha256 !== file.sha256) {
      return ports.failed({
        code: 'console.file-differs',
        facts: { name, seen: sha256, expected: file.sha256 },
      });
    }
    await command('DOM.setFileInputFiles', { files: [file.path], backendNodeId }, sessionId);
    ports.handed({ name, state: 'handed' });
  };
  tools.on('message', (_event, method, params: Record<string, unknown>, sessionId) => {
    const session = sessionId || undefined;
    // Frames that live in a process of their own have choosers of their own.
    if (method === 'Target.attachedToTarget') {
      void intercept(String(params['sessionId'])).catch(() => undefined);
    }
    if (method !== 'Page.fileChooserOpened') return;
    const node = params['backendNodeId'];
    if (typeof node !== 'number') return ports.refused();
    void hand(node, session).catch((thrown: unknown) => ports.failed(toFailure(thrown)));
  });
  tools.attach('1.3');
  const follow = { autoAttach: true, waitForDebuggerOnStart: false, flatten: true };
  void intercept()
    .then(() => command('Target.setAutoAttach', follow))
    .catch(() => undefined);
}
