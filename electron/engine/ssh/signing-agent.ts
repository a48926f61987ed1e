import {
  BaseAgent,
  type ParsedKey,
  type SignCallback,
  type SigningRequestOptions,
  utils,
} from 'ssh2';

/** Makes a signature with the private half of a key, without its name. `hash` counts for RSA alone. */
export type Sign = (key: ParsedKey, content: Buffer, hash: string | undefined) => Promise<Buffer>;

/**
 * What ssh2 takes for an SSH agent: it offers these public keys in this order, and has a signature made only with one of them that
 * the server takes.
 */
export const signingAgent = (keys: readonly ParsedKey[], sign: Sign): BaseAgent =>
  new SigningAgent(keys, sign);

class SigningAgent extends BaseAgent {
  readonly #keys: readonly ParsedKey[];
  readonly #sign: Sign;

  constructor(keys: readonly ParsedKey[], sign: Sign) {
    super();
    this.#keys = keys;
    this.#sign = sign;
  }

  override getIdentities(callback: (error: Error | undefined, keys?: ParsedKey[]) => void): void {
    callback(undefined, [...this.#keys]);
  }

  override sign(
    asked: ParsedKey | Buffer | string,
    content: Buffer,
    options: SigningRequestOptions | SignCallback,
    callback?: SignCallback,
  ): void {
    const done = typeof options === 'function' ? options : callback;
    const hash = typeof options === 'function' ? undefined : options.hash;
    this.#signature(asked, content, hash).then(
      (signature) => {
        try {
          done?.(undefined, signature);
        } catch (thrown) {
          // ssh2 throws where it cannot turn a signature into its own form.
          done?.(thrown as Error);
        }
      },
      (thrown: Error) => done?.(thrown),
    );
  }

  async #signature(
    asked: ParsedKey | Buffer | string,
    content: Buffer,
    hash: string | undefined,
  ): Promise<Buffer> {
    const parsed: ParsedKey | Error = utils.parseKey(asked);
    const blob = parsed instanceof Error ? undefined : parsed.getPublicSSH();
    const key = this.#keys.find((offered) => blob?.equals(offered.getPublicSSH()));
    if (key === undefined) throw new Error('a key that was not offered');
    return await this.#sign(key, content, hash);
  }
}
