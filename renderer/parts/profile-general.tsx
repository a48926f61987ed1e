import { TextInput } from '@mantine/core';
import type { ProfileFault } from '../../shared/profile-fault';
import {
  faultsAt,
  type Loose,
  linesIn,
  objectAt,
  pairLines,
  shownIn,
  typedLines,
  typedPairs,
} from '../profile-value';
import { profileWords as words } from '../words/en-profiles';
import { edit } from '../workshop';
import { LinesField } from './lines-field';
import css from './profile.module.css';
import { ErrorTexts, FailureWords } from './profile-failing';
import { faultLines } from './profile-faults';
import { ProfileTrial } from './profile-trial';

type Props = { readonly value: Loose; readonly faults: readonly ProfileFault[] };

/** What is of all operations: for which product it is, what exit codes and texts mean, what a login is asked. */
export function ProfileGeneral({ value, faults }: Props) {
  const text = (member: 'name' | 'product') => ({
    label: words[member],
    size: 'sm' as const,
    value: shownIn(value[member]),
    error: faultLines(faultsAt(faults, member), member),
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      edit([member], event.currentTarget.value),
  });
  return (
    <div className={css['stack']}>
      <TextInput {...text('name')} />
      <TextInput {...text('product')} description={words.productHint} />
      <LinesField
        label={words.exits}
        lines={pairLines(value['exits'])}
        read={(typed) => pairLines(typedPairs(typed))}
        error={faultLines(faultsAt(faults, 'exits'), 'exits')}
        onText={(typed) => edit(['exits'], typedPairs(typed))}
      />
      <FailureWords place={[]} value={value['failures']} faults={faults} />
      <ErrorTexts place={[]} value={value['errors']} faults={faults} />
      <Probes value={value} faults={faults} />
      <ProfileTrial />
    </div>
  );
}

/** What a login is asked before anything else. */
function Probes({ value, faults }: Props) {
  const probes = objectAt(value, 'probes');
  const privilege = objectAt(probes, 'privilege');
  const hasPrivilege = 'privilege' in probes;
  const field = (label: string, place: readonly string[], lines: unknown) => ({
    label,
    lines: linesIn(lines),
    read: typedLines,
    error: faultLines(faultsAt(faults, place.join('.')), place.join('.')),
  });
  const shell = ['probes', 'shell'];
  const rights = ['probes', 'privilege'];
  return (
    <>
      <LinesField
        {...field(words.shell, shell, objectAt(probes, 'shell')['words'])}
        description={words.shellHint}
        onText={(text) => {
          const lines = typedLines(text);
          const next = { timeoutSeconds: 20, ...objectAt(probes, 'shell'), words: lines };
          edit(shell, lines.length === 0 ? undefined : next);
        }}
      />
      <LinesField
        {...field(words.privilege, [...rights, 'words'], privilege['words'])}
        description={words.privilegeHint}
        onText={(text) => {
          const lines = typedLines(text);
          const begin = { sudo: ['sudo', '-n'], harmless: ['true'], timeoutSeconds: 20 };
          edit(rights, lines.length === 0 ? undefined : { ...begin, ...privilege, words: lines });
        }}
      />
      {hasPrivilege && (
        <>
          <LinesField
            {...field(words.sudo, [...rights, 'sudo'], privilege['sudo'])}
            onText={(text) => edit([...rights, 'sudo'], typedLines(text))}
          />
          <LinesField
            {...field(words.harmless, [...rights, 'harmless'], privilege['harmless'])}
            onText={(text) => edit([...rights, 'harmless'], typedLines(text))}
          />
        </>
      )}
    </>
  );
}
