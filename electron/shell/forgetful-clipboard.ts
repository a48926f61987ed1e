/** A clipboard, as far as it is used here; newer versions of Electron promise, older ones answer at once. */
export type ClipboardPort = {
  readonly readText: () => string | Promise<string>;
  readonly writeText: (text: string) => void | Promise<void>;
  readonly clear: () => void | Promise<void>;
};

/** A clipboard that forgets: what was copied is cleared later, unless something else was copied since. */
export type ForgetfulClipboard = {
  readonly copy: (text: string) => Promise<void>;
  /** Clears at once what this program copied, if it is still there. */
  readonly forget: () => Promise<void>;
};

/** `after` is in milliseconds. */
export function forgetfulClipboard(clipboard: ClipboardPort, after = 60_000): ForgetfulClipboard {
  let copied: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  const forget = async (): Promise<void> => {
    clearTimeout(timer);
    const mine = copied;
    copied = undefined;
    if (mine !== undefined && (await clipboard.readText()) === mine) await clipboard.clear();
  };
  return {
    copy: async (text) => {
      clearTimeout(timer);
      copied = text;
      await clipboard.writeText(text);
      timer = setTimeout(() => void forget(), after);
    },
    forget,
  };
}
