import { type KitLanguage, type KitPaper, letterCountries } from '../shared/kit';

/** The language of a kit and what it is printed on. */
export type KitLook = { readonly language: KitLanguage; readonly paper: KitPaper };

/** What people who set their computer to this language (`de-AT`) most likely want. */
export function usualLook(locale: string): KitLook {
  const language = locale.toLowerCase().split('-')[0] ?? '';
  return {
    language: language === 'de' || language === 'fr' ? language : 'en',
    paper: letterCountries.has(locale.split('-').at(-1)?.toUpperCase() ?? '') ? 'Letter' : 'A4',
  };
}
