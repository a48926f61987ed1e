import { Badge, Button } from '@mantine/core';
import { useState } from 'react';
import type { MigrationState } from '../../shared/migration';
import { givenUpSentence, isDue, keepReminder } from '../../shared/words/keep-source';
import { phaseWords } from '../../shared/words/steps';
import { client } from '../bridge';
import { currentPhase } from '../current-step';
import { serverName } from '../server-face';
import { openMigration } from '../store';
import { formatMoment } from '../when';
import { frameWords } from '../words/en';
import { homeWords, todoWords } from '../words/en-places';
import { ActionFailure } from './action-failure';
import { ForgetDialog } from './forget-dialog';
import css from './migration-list.module.css';
import { useAction } from './use-action';
import { useNow } from './use-now';

/** Migrations on this computer, each with where it is and what to do. */
export function MigrationList({ migrations }: { readonly migrations: readonly MigrationState[] }) {
  return (
    <ul className={css['list']}>
      {migrations.map((state, index) => (
        <Row
          key={state.id}
          state={state}
          primary={index === 0 && state.status !== 'finished' && state.status !== 'rolled-back'}
        />
      ))}
    </ul>
  );
}

/** `OLD-EPP → NEW-EPP` */
export const migrationName = (state: MigrationState): string =>
  `${serverName(state, 'source')} → ${serverName(state, 'target')}`;

function Row({ state, primary }: { readonly state: MigrationState; readonly primary: boolean }) {
  const open = useAction();
  const [forgetting, setForgetting] = useState(false);
  const name = migrationName(state);
  const finished = state.status === 'finished' || state.status === 'rolled-back';
  const now = useNow();
  const reminder = keepReminder(state, new Date(now)) ?? givenUpSentence(state);
  const isBack = state.rollBack !== undefined && state.status !== 'rolled-back';
  const asking = state.status === 'running' && state.question !== undefined;
  const todo = todoWords[asking ? 'asking' : isBack ? 'going-back' : state.status];
  return (
    <li>
      <div className={css['text']}>
        <div className={css['name']}>
          {name}
          {state.plan.practice !== undefined && (
            <Badge variant="outline" size="sm" className={css['practice'] ?? ''}>
              {frameWords.practice}
            </Badge>
          )}
        </div>
        <div className={css['how']}>
          {state.status !== 'finished' && <strong data-status={state.status}>{todo}</strong>}
          {!finished && !isBack && (
            <span>{homeWords.reached(phaseWords[currentPhase(state)])}</span>
          )}
          <span>{homeWords.last(formatMoment(state.updatedAt))}</span>
        </div>
        {reminder !== undefined && (
          <div className={css['how']} data-due={isDue(state, new Date(now))}>
            {reminder}
          </div>
        )}
        {open.failure && <ActionFailure failure={open.failure} />}
      </div>
      <div className={css['buttons']}>
        {state.status === 'finished' && (
          <Button
            variant="default"
            size="sm"
            aria-label={homeWords.report(name)}
            disabled={open.busy}
            onClick={() =>
              void open.run(() => client.call('open-report', { id: state.id, format: 'html' }))
            }
          >
            {homeWords.reportShort}
          </Button>
        )}
        {!finished && state.status !== 'running' && (
          <Button
            variant="default"
            size="sm"
            aria-label={homeWords.forget(name)}
            onClick={() => setForgetting(true)}
          >
            {homeWords.forgetShort}
          </Button>
        )}
        <Button
          variant={primary ? 'filled' : 'default'}
          size="sm"
          aria-label={finished ? homeWords.show(name) : homeWords.continue(name)}
          onClick={() => openMigration(state.id)}
        >
          {finished ? homeWords.showShort : homeWords.continueShort}
        </Button>
      </div>
      <ForgetDialog
        id={state.id}
        name={name}
        opened={forgetting}
        close={() => setForgetting(false)}
      />
    </li>
  );
}
