import type { HostKey, Side } from './appliance';
import type {
  AgreedAlgorithms,
  AlgorithmKind,
  AlgorithmLists,
  KeyOrigin,
  Prompt,
  ServerAt,
} from './connecting';

/** Of which appliance a question about connecting is; absent in a test that is of no side. */
type OfSide = { readonly side?: Side | undefined };

/** What is asked while connecting, in a migration or in a test of a connection. */
export type ConnectingQuestion =
  | (OfSide &
      ServerAt & {
        readonly kind: 'trust-host';
        readonly hostKey: HostKey;
        /** The person's known_hosts trusts a certificate authority for this name, which this program cannot check. */
        readonly authority?: KeyOrigin | undefined;
      })
  | (OfSide &
      ServerAt & {
        /** Another key than the accepted one; going on needs the server's `host` typed. */
        readonly kind: 'replace-host-key';
        readonly hostKey: HostKey;
        readonly expected: HostKey;
        readonly origin: KeyOrigin;
        /** True for a server that is restored or restoring, which can give it another key. */
        readonly restored?: true | undefined;
      })
  | (OfSide &
      ServerAt & {
        readonly kind: 'enter-password';
        /** Whose login is wanted: after a restore the target takes those of the source. Absent for jump hosts and tests. */
        readonly account?: Side | undefined;
        readonly user: string;
        /** True where the last one was not accepted. */
        readonly again: boolean;
        /** True where this computer can keep it safely, if the person wants that. */
        readonly mayRemember?: boolean | undefined;
      })
  | (OfSide & {
      readonly kind: 'enter-passphrase';
      /** The key file that it opens. */
      readonly file: string;
      readonly again: boolean;
      readonly mayRemember?: boolean | undefined;
    })
  | (OfSide &
      ServerAt & {
        /** Whatever else a server asks at login, in its own words (printable characters only). */
        readonly kind: 'answer-prompts';
        readonly user: string;
        readonly title: string;
        readonly instructions: string;
        /** At least one. */
        readonly prompts: readonly Prompt[];
      })
  | (OfSide &
      ServerAt & {
        /** The server knows only algorithms that this program does not use unless told to. */
        readonly kind: 'allow-legacy';
        readonly ours: AlgorithmLists;
        readonly theirs: AlgorithmLists;
        /** The kinds in which both have nothing in common. */
        readonly gap: readonly AlgorithmKind[];
        /** What would be used if it were allowed. */
        readonly would: AgreedAlgorithms;
      })
  | (OfSide & {
      /** The version that the appliance tells is no version; the person reads it from its web page. */
      readonly kind: 'enter-version';
      readonly host: string;
      readonly seen: string;
    });
