import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import type { ProfileFault } from '../../shared/profile-fault';
import type { ProfileOperation } from '../../shared/profile-workshop';
import { faultsAt, isObject, type Loose, objectAt } from '../profile-value';
import { profileWords as words } from '../words/en-profiles';
import { edit } from '../workshop';
import { Fold } from './fold';
import css from './profile.module.css';
import { ProfileAnswer } from './profile-answer';
import { ProfileCommand } from './profile-command';
import { ProfileFailing } from './profile-failing';
import { faultLines } from './profile-faults';
import { ProfileReading } from './profile-reading';
import { ProfileTrial } from './profile-trial';
import { Section } from './section';

type Props = {
  readonly facts: ProfileOperation;
  /** The whole profile. */
  readonly profile: Loose;
  readonly faults: readonly ProfileFault[];
};

/** Members that have a field of their own, where their faults are told. */
const shownMembers = [
  ...['words', 'stdin', 'reads', 'separator', 'patterns', 'secretAnswer', 'fields'],
  ...['errors', 'failures', 'timeoutSeconds', 'silentSeconds', 'answerBytesMax', 'okExits'],
  'changes',
];
/** Those in the folded part. */
const folded = shownMembers.slice(7);

/** One operation: its command, how its answer is read, when it has failed, and what is read of an answer. */
export function ProfileOperationPart({ facts, profile, faults }: Props) {
  const { operation, does, needed, changes } = facts;
  const at = `operations.${operation}`;
  const own = faultsAt(faults, at);
  const written = objectAt(profile, 'operations')[operation];
  const inFold = folded.some((member) => faultsAt(own, `${at}.${member}`).length > 0);
  const [open, setOpen] = useState(false);
  const elsewhere = own.filter(
    ({ where }) => !shownMembers.includes(where.slice(at.length + 1).split('.')[0] ?? ''),
  );
  return (
    <>
      <Text>{does}</Text>
      <p className={css['remarks']}>
        {needed ? words.needed : words.optional} · {changes ? words.changes : words.changesNothing}
      </p>
      {elsewhere.length > 0 && <div className={css['faults']}>{faultLines(elsewhere, at)}</div>}
      {written === undefined ? (
        <>
          <p className={css['hint']}>{words.absent}</p>
          <HasToAnswer facts={facts} />
          <Button
            variant="default"
            size="sm"
            onClick={() => edit(['operations', operation], facts.toBegin)}
          >
            {words.write}
          </Button>
        </>
      ) : isObject(written) ? (
        <>
          <ProfileCommand facts={facts} value={written} faults={faults} />
          <ProfileReading facts={facts} value={written} faults={faults} />
          <div className={css['folded']}>
            <Fold
              title={words.failing}
              short={words.failingShort}
              open={open || inFold}
              onOpen={setOpen}
            >
              <ProfileFailing facts={facts} value={written} faults={faults} />
            </Fold>
          </div>
          <ProfileAnswer operation={operation} />
          {changes || written['changes'] === true ? (
            <Section title={words.serverTitle}>
              <Text size="sm">{words.neverRun}</Text>
            </Section>
          ) : (
            <ProfileTrial operation={operation} />
          )}
          <Section title={words.remove}>
            <Text size="sm" mb="xs">
              {words.removeWhy}
            </Text>
            <Button
              variant="default"
              size="sm"
              onClick={() => edit(['operations', operation], undefined)}
            >
              {words.remove}
            </Button>
          </Section>
        </>
      ) : (
        <p className={css['hint']}>{words.notObject}</p>
      )}
    </>
  );
}

/** What a command would have to tell. */
function HasToAnswer({ facts: { fields, answers } }: Pick<Props, 'facts'>) {
  if (fields.length === 0) return null;
  return (
    <div className={css['wanted']}>
      <p className={css['label']}>{answers === 'list' ? words.wantedList : words.wanted}</p>
      <dl>
        {fields.map(({ field, says, kind, optional }) => (
          <div key={field}>
            <dt>
              <code>{field}</code>
            </dt>
            <dd>
              {says}{' '}
              <span className={css['kind']}>
                {[kind, ...(optional ? [words.mayMiss] : [])].join(', ')}
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
