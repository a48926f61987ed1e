import type { KitContent } from '../../../../electron/engine/kit/kit-content';
import { checkAlphabet } from '../../../../shared/key-groups';

export const usualKey = 'K7QM2X9RT4BW8ZLA';
/** Every character that looks like another one, both cases, blanks and dashes. */
export const alikeKey = 'O0o1-IlL I0Ol1B8';
/** 200 characters with a blank now and then. */
export const longKey = Array.from({ length: 200 }, (_, at) =>
  at % 37 === 36 ? ' ' : (`${checkAlphabet}0O1Il`[(at * 7 + (at >> 3)) % 34] ?? ''),
).join('');
/** Two bytes, three, four; a mark that joins the letter before it; a blank that is none. */
export const foreignKey = 'Grüße-ключ-鍵🔑 e\u0301\u00a0fi';
/** Longer than a code can be. */
export const hugeKey = `${longKey}${foreignKey}`.repeat(8);

/** What a kit of this key says. */
export const contentOf = (key: string, more: Partial<KitContent> = {}): KitContent => ({
  key,
  backupId: 'b-0007',
  backupName: 'EPP-2026-11-26-k3v9',
  migrationId: '20261126-141324-k3v9',
  server: {
    name: 'epp-old',
    address: '10.0.0.20',
    product: 'Endpoint Protector',
    version: '5.9.4.2',
  },
  writtenAt: new Date('2026-11-26T14:13:24Z'),
  language: 'en',
  practice: false,
  ...more,
});

export const knownFile = { size: 187_654_321, sha256: '0123456789abcdef'.repeat(4) };
