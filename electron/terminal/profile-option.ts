import { Option } from 'commander';
import { isProfileName } from '../engine/appliance/load-profile';
import { typedPath } from './kit-file';

/** Which commands the servers have. */
export const profileOption = (): Option =>
  new Option(
    '--profile <file>',
    'which commands the servers have: a file, or the name of a profile',
  );

/** A profile as it was typed: a name stays one, anything else is a path. */
export const typedProfile = (typed: string, folder: string): string =>
  isProfileName(typed) ? typed : typedPath(typed, folder);
