import type { ProfileFault } from '../../shared/profile-fault';
import { profileFaultWords } from '../../shared/words/profile';
import css from './profile.module.css';

/** What was found wrong, for the place below a field: what was seen, what is needed, what to do. Nothing where nothing was. */
export const faultLines = (faults: readonly ProfileFault[], at: string) =>
  faults.length === 0
    ? undefined
    : faults.map(({ where, kind, facts }) => {
        const { seen, needed, todo } = profileFaultWords(kind, facts);
        const place = where.slice(at.length).replace(/^\./, '');
        return (
          <span className={css['fault']} key={`${where} ${kind} ${seen}`}>
            {place !== '' && <b>{placeWords(place)}: </b>}
            {seen} {needed} {todo}
          </span>
        );
      });

/** Of a list it is said which one, counted as people do. */
const placeWords = (place: string): string =>
  place.replaceAll(
    /(^|\.)(\d+)(?=\.|$)/g,
    (_all, before: string, at: string) => `${before}${before === '' ? '' : ' '}${Number(at) + 1}`,
  );
