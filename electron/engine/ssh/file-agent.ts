import { BaseAgent, type ParsedKey, type SignCallback, type SigningRequestOptions } from 'ssh2';

/**
 * Lets ssh2 use a key file as it uses an agent: the server is asked about the public half first, and `open` is only asked for
 * the private one when the server takes it.
 */
export const fileAgent = (publicKey: ParsedKey, open: () => Promise<ParsedKey>): BaseAgent =>
  new FileAgent(publicKey, open);

class FileAgent extends BaseAgent {
  readonly #publicKey: ParsedKey;
  readonly #open: () => Promise<ParsedKey>;

  constructor(publicKey: ParsedKey, open: () => Promise<ParsedKey>) {
    super();
    this.#publicKey = publicKey;
    this.#open = open;
  }

  override getIdentities(callback: (error: Error | undefined, keys?: ParsedKey[]) => void): void {
    callback(undefined, [this.#publicKey]);
  }

  override sign(
    _asked: ParsedKey | Buffer | string,
    content: Buffer,
    options: SigningRequestOptions | SignCallback,
    callback?: SignCallback,
  ): void {
    const done = typeof options === 'function' ? options : callback;
    const hash = typeof options === 'function' ? undefined : options.hash;
    this.#open()
      .then((key) => signature(key, content, hash))
      .then(
        (signed) => done?.(undefined, signed),
        (thrown: Error) => done?.(thrown),
      );
  }
}

function signature(key: ParsedKey, content: Buffer, hash: string | undefined): Buffer {
  const signed: Buffer | Error = hash === undefined ? key.sign(content) : key.sign(content, hash);
  if (signed instanceof Error) throw signed;
  return signed;
}
