import { Button, NativeSelect, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type WindowPlanFormat, windowPlanFormats } from '../../shared/contract';
import type { Estimate } from '../../shared/estimate';
import { calendarOf } from '../../shared/estimate-of';
import { nextSafeSlot } from '../../shared/forbidden-windows';
import type { MigrationState } from '../../shared/migration';
import { type WindowPlan, windowPlan } from '../../shared/window-plan';
import { describeConflict, noSafeStartWords, notKnownWords } from '../../shared/words/window-plan';
import { client } from '../bridge';
import { serverName } from '../server-face';
import { fromField, toField, zones } from '../start-time';
import { formatMoment } from '../when';
import { windowPlanWords } from '../words/en-window-plan';
import { ActionFailure } from './action-failure';
import { useAction } from './use-action';
import css from './window-plan-part.module.css';

type Props = { readonly state: MigrationState; readonly estimate: Estimate };

/** When the migration is to run: what comes of a start, what speaks against it, and the plan as a file. */
export function WindowPlanPart({ state, estimate }: Props) {
  const { busy, failure, run } = useAction();
  const [opened] = useState(() => new Date().toISOString());
  const [zone, setZone] = useState('');
  const [chosen, setChosen] = useState<string>();
  const [saved, setSaved] = useState('');
  const zoneMinutes = zone === '' ? undefined : Number(zone);
  const calendar = calendarOf(state, zoneMinutes);
  const field = chosen ?? toField(nextSafeSlot(opened, estimate, calendar) ?? opened);
  const start = fromField(field);
  const choose = (next: string): void => {
    setChosen(next);
    setSaved('');
  };
  const save = (format: WindowPlanFormat, from: string) => () =>
    void run(async () => {
      const suggestedName = windowPlanWords.fileName(serverName(state, 'source'), format);
      const place = await client.call('choose-place', {
        purpose: 'window-plan',
        suggestedName,
      });
      if (!place) return;
      setSaved('');
      await client.call('save-window-plan', {
        ...{ id: state.id, format, start: from, file: { ticket: place.ticket } },
        ...(zoneMinutes !== undefined && { zoneMinutes }),
      });
      setSaved(place.name);
    });
  return (
    <div className={css['part']}>
      <div className={css['fields']}>
        <TextInput
          type="datetime-local"
          size="sm"
          max="9999-12-31T23:59"
          label={windowPlanWords.start}
          description={windowPlanWords.startHint}
          error={start === undefined && windowPlanWords.startMissing}
          value={field}
          onChange={(event) => choose(event.currentTarget.value)}
        />
        <NativeSelect
          size="sm"
          label={windowPlanWords.zone}
          description={windowPlanWords.zoneHint}
          value={zone}
          data={[
            { value: '', label: windowPlanWords.zoneUnknown },
            ...zones.map((each) => ({
              value: String(each),
              label: windowPlanWords.zoneName(each),
            })),
          ]}
          onChange={(event) => {
            setZone(event.currentTarget.value);
            setSaved('');
          }}
        />
      </div>
      {start !== undefined && (
        <Course
          plan={windowPlan(estimate, { ...calendar, start })}
          onTake={(next) => choose(toField(next))}
        />
      )}
      <div className={css['buttons']}>
        {windowPlanFormats.map((format) => (
          <Button
            key={format}
            variant="default"
            size="compact-sm"
            disabled={busy || start === undefined}
            onClick={start === undefined ? undefined : save(format, start)}
          >
            {windowPlanWords.save[format]}
          </Button>
        ))}
      </div>
      <Text size="sm" c="dimmed" mt={6} role="status">
        {saved !== '' && windowPlanWords.saved(saved)}
      </Text>
      {failure && <ActionFailure failure={failure} />}
    </div>
  );
}

type CourseProps = {
  readonly plan: WindowPlan;
  /** Takes another start, an instant. */
  readonly onTake: (start: string) => void;
};

/** What comes of a start: when there is no way back any more, when it is done, what speaks against it. */
function Course({ plan, onTake }: CourseProps) {
  const { pointOfNoReturn, finished, conflicts, safeStart, notKnown } = plan;
  return (
    <>
      <Text size="sm" mb="xs">
        {windowPlanWords.course(
          formatMoment(pointOfNoReturn.earliest.utc),
          formatMoment(pointOfNoReturn.latest.utc),
          formatMoment(finished.latest.utc),
        )}
      </Text>
      <ul className={css['against']}>
        {conflicts.map((conflict) => (
          <li key={describeConflict(conflict)} className={css['conflict']}>
            {describeConflict(conflict)} {windowPlanWords.byServer}
          </li>
        ))}
        {safeStart === 'none' && <li className={css['conflict']}>{noSafeStartWords}</li>}
        {notKnown.map((id) => (
          <li key={id}>{notKnownWords[id]}</li>
        ))}
      </ul>
      {typeof safeStart === 'object' && (
        <Button variant="subtle" size="compact-sm" mb="xs" onClick={() => onTake(safeStart.utc)}>
          {windowPlanWords.nextSafe(formatMoment(safeStart.utc))}
        </Button>
      )}
    </>
  );
}
