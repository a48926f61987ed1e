import type { QuestionKind } from '../../../shared/migration';

type Ways = { readonly migration: string; readonly test: string };

/** How each question is answered before the start, as a sentence. */
const ways: Readonly<Record<QuestionKind | 'roll-back', Ways>> = {
  'trust-host': {
    migration:
      'Answer beforehand: --accept-source-key, --accept-target-key and, for jump hosts, --accept-jump-key with the fingerprints.',
    test: 'Answer beforehand: --accept-key and, for jump hosts, --accept-jump-key with the fingerprint.',
  },
  'replace-host-key': {
    migration:
      'Answer beforehand: --replace-source-key NAME or --replace-target-key NAME with the name of the host.',
    test: 'Answer beforehand: --replace-key NAME with the name of the host.',
  },
  'enter-password': {
    migration:
      'Answer beforehand: the variables EPP_SOURCE_PASSWORD, EPP_TARGET_PASSWORD and, for jump hosts, EPP_JUMP_PASSWORD; or “secrets” in a plan.',
    test: 'Answer beforehand: the variable EPP_PASSWORD and, for jump hosts, EPP_JUMP_PASSWORD.',
  },
  'enter-passphrase': both('Answer beforehand: the variable EPP_PASSPHRASE.'),
  'answer-prompts': both(
    'Use a key: what a server itself asks at the login, only a person answers.',
  ),
  'allow-legacy': {
    migration: 'Answer beforehand: --allow-legacy source, target or both.',
    test: 'Answer beforehand: --allow-legacy.',
  },
  'enter-version': both('No option answers this: a person has to read the version.'),
  'review-findings': both(
    'Answer beforehand: --answers FILE, or “answers” in the plan, with statements and waivers.',
  ),
  'save-key': both('Answer beforehand: --kit FILE.'),
  'confirm-restore': both(
    'Answer beforehand: --yes-overwrite NAME with the name of the new server.',
  ),
  'enter-key': both(
    'Answer beforehand: --kit FILE with the saved recovery kit, or the variable EPP_BACKUP_KEY.',
  ),
  'bring-file': both(
    'No option answers this: a person brings the file. Or let it go by SFTP: --source-way sftp.',
  ),
  'put-file': both(
    'No option answers this: a person puts the file there. Or let it go by SFTP: --target-way sftp.',
  ),
  'open-ftp': both(
    'No option answers this: a person chooses the FTP server and works at the console.',
  ),
  'use-console': both('No option answers this: a person works at the console.'),
  'clients-by-person': both(
    'No option answers this: a person has to look. That clients are kept away may be stated of EPP-123 in --answers FILE.',
  ),
  'clients-missing': both(
    'Answer beforehand: --accept-missing. Or wait longer: --clients-minutes.',
  ),
  'accept-drift': both(
    'Answer beforehand: --accept-drift, or “acceptDrift” in the answers, once you know what has changed.',
  ),
  'do-by-hand': both(
    'No option answers this: a person does it at the server. Run it in a terminal, in which it can be asked.',
  ),
  'power-off': both('Answer beforehand: --yes-power-off NAME with the name of the old server.'),
  'isolate-source': both(
    'Answer beforehand: --yes-isolate NAME with the name of the old server, which a person takes off the network meanwhile.',
  ),
  'keep-address': both('Answer beforehand: --yes-keep-address.'),
  'roll-back': both('Answer beforehand: --yes-roll-back NAME with the name of the new server.'),
  'move-address': both('Answer beforehand: --yes-move-address.'),
};

/** What would have answered a question of this kind; undefined where there is no such kind. */
export const beforehand = (question: string, of: keyof Ways): string | undefined =>
  question in ways ? ways[question as keyof typeof ways][of] : undefined;

function both(sentence: string): Ways {
  return { migration: sentence, test: sentence };
}
