import type { KitLanguage } from '../kit';
import { germanKit } from './kit/de';
import { englishKit } from './kit/en';
import { frenchKit } from './kit/fr';
import type { KitWords } from './kit/kit-words';

/** The words of recovery kits by language. */
export const kitWords: Readonly<Record<KitLanguage, KitWords>> = {
  en: englishKit,
  de: germanKit,
  fr: frenchKit,
};
