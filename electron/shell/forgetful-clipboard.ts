import { createHash, randomBytes } from 'node:crypto';
import { fail } from '../../shared/failure';

/** A clipboard, as far as it is used here; newer versions of Electron promise, older ones answer at once. */
export type ClipboardPort = {
  readonly readText: () => string | Promise<string>;
  readonly writeText: (text: string) => void | Promise<void>;
  readonly clear: () => void | Promise<void>;
};

/** A clipboard that forgets: what was copied is cleared later, unless something else was copied since. */
export type ForgetfulClipboard = {
  /** Throws `clipboard.refused`. */
  readonly copy: (text: string) => Promise<void>;
  /** Clears at once what this program copied, if it is still there. */
  readonly forget: () => Promise<void>;
  /** Clears at once what somebody else copied, if it is this text. */
  readonly forgetText: (text: string) => Promise<void>;
};

/** `after` is in milliseconds. What was copied is known again by a hash, so that no secret is kept for it. */
export function forgetfulClipboard(clipboard: ClipboardPort, after = 60_000): ForgetfulClipboard {
  const salt = randomBytes(16);
  const markOf = (text: string): string =>
    createHash('sha256').update(salt).update(text).digest('hex');
  let copied: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  const forget = async (): Promise<void> => {
    clearTimeout(timer);
    const mine = copied;
    copied = undefined;
    if (mine !== undefined && markOf(await clipboard.readText()) === mine) await clipboard.clear();
  };
  return {
    copy: async (text) => {
      clearTimeout(timer);
      const mark = markOf(text);
      copied = mark;
      // Set first: what is said to be refused may be there all the same.
      timer = setTimeout(() => void forget().catch(() => undefined), after);
      let arrived: boolean;
      try {
        await clipboard.writeText(text);
        // Remote desktops and policies may swallow it without a word.
        arrived = markOf(await clipboard.readText()) === mark;
      } catch (thrown) {
        return fail('clipboard.refused', {}, thrown);
      }
      if (!arrived) fail('clipboard.refused');
    },
    forget,
    forgetText: async (text) => {
      if (text !== '' && (await clipboard.readText()).trim() === text.trim())
        await clipboard.clear();
    },
  };
}
