import { type KitLanguage, type KitPaper, kitLanguages, letterCountries } from '../../shared/kit';

/** The language of a recovery kit, and the paper it is made for. */
export type KitLook = { readonly language: KitLanguage; readonly paper: KitPaper };

/** What the person's own settings say: the language of messages and the paper of the country; else English on A4. */
export function kitLookOf(env: Readonly<Record<string, string | undefined>>): KitLook {
  const words = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  const paper = env['LC_ALL'] || env['LC_PAPER'] || env['LANG'] || '';
  const spoken = /^[a-z]+/.exec(words)?.[0] ?? '';
  const country = /^[a-z]+_([A-Z]{2})/.exec(paper)?.[1] ?? '';
  return {
    language: kitLanguages.find((language) => language === spoken) ?? 'en',
    paper: letterCountries.has(country) ? 'Letter' : 'A4',
  };
}
