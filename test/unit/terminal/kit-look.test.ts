import { expect, test } from 'vitest';
import { kitLookOf } from '../../../electron/terminal/kit-look';

test.each([
  [{}, 'en', 'A4'],
  [{ LANG: 'C.UTF-8' }, 'en', 'A4'],
  [{ LANG: 'POSIX' }, 'en', 'A4'],
  [{ LANG: 'de_DE.UTF-8' }, 'de', 'A4'],
  [{ LANG: 'fr_CA.UTF-8' }, 'fr', 'Letter'],
  [{ LANG: 'en_US.UTF-8' }, 'en', 'Letter'],
  [{ LANG: 'en_GB.UTF-8' }, 'en', 'A4'],
  [{ LANG: 'it_IT.UTF-8' }, 'en', 'A4'],
  [{ LANG: 'de' }, 'de', 'A4'],
  [{ LANG: 'frp_IT' }, 'en', 'A4'],
  [{ LANG: 'en_US.UTF-8', LC_MESSAGES: 'de_AT', LC_PAPER: 'de_AT' }, 'de', 'A4'],
  [{ LANG: 'de_DE.UTF-8', LC_ALL: 'en_US' }, 'en', 'Letter'],
  [{ LANG: 'de_DE.UTF-8', LC_ALL: '' }, 'de', 'A4'],
])('with %j a kit is in %s on %s', (env, language, paper) => {
  expect(kitLookOf(env)).toEqual({ language, paper });
});
