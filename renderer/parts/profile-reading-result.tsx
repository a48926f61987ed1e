import { Text } from '@mantine/core';
import type { FieldRead, TrialReading } from '../../shared/profile-trial';
import { profileWords as words } from '../words/en-profiles';
import { DoneIcon, WarningIcon } from './icons';
import css from './profile.module.css';

/** What a profile reads of an answer, entry by entry and field by field; of a secret one only that it is read. */
export function ProfileReadingResult({ reading }: { readonly reading: TrialReading }) {
  const { entries, count, skipped, fault } = reading;
  return (
    <>
      {entries.map((fields, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they have no name but their place
        <Entry key={at} fields={fields} title={count > 1 ? words.entry(at + 1, count) : ''} />
      ))}
      {skipped && (
        <Text size="sm" className={css['skipped'] ?? ''}>
          {words.skipped(skipped.lines)} <code>{skipped.first}</code>
        </Text>
      )}
      {fault === undefined ? (
        <p className={css['verdict']} data-tone="ok">
          <DoneIcon size={18} />
          {entries.length > 0 ? words.read : count > 0 ? words.readSecret : words.nothingListed}
        </p>
      ) : (
        <p className={css['verdict']} data-tone="warn">
          <WarningIcon size={18} />
          {fault}
        </p>
      )}
    </>
  );
}

function Entry({
  fields,
  title,
}: {
  readonly fields: readonly FieldRead[];
  readonly title: string;
}) {
  return (
    <div className={css['readings']}>
      <table>
        {title !== '' && <caption>{title}</caption>}
        <thead>
          <tr>
            <th scope="col">{words.field}</th>
            <th scope="col">{words.readAs}</th>
            <th scope="col">{words.cameAs}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map(({ field, raw, value, fault }) => (
            <tr key={field} data-fault={fault !== undefined}>
              <th scope="row">
                <code>{field}</code>
              </th>
              <td>
                {fault ?? (value === undefined ? words.notTold : <code>{shown(value)}</code>)}
              </td>
              <td>{raw !== undefined && <code>{raw}</code>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const shown = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
