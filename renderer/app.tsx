import { useEffect } from 'react';
import type { MigrationState } from '../shared/migration';
import { phaseWords } from '../shared/words/steps';
import { client } from './bridge';
import { currentPhase } from './current-step';
import { type Page, pageOf } from './page-of';
import { Connect } from './pages/connect';
import { Home } from './pages/home';
import { Inspect } from './pages/inspect';
import { PageOfRun } from './pages/page-of-run';
import { Practise } from './pages/practise';
import { Frame } from './parts/frame';
import { migrationName } from './parts/migration-list';
import { hear, useApp } from './store';
import { product } from './words/en';

/** The window. The page is a function of the place and of the state of the migration there. */
export function App() {
  const place = useApp((app) => app.place);
  const state = useApp(({ migrations }) =>
    place.at === 'migration' ? migrations[place.id] : undefined,
  );
  const page = pageOf(state, place);
  useEffect(() => client.listen('migration-changed', hear), []);
  useEffect(() => {
    document.title = titleOf(state);
  }, [state]);
  return <Frame state={state}>{content(page, state)}</Frame>;
}

function content(page: Page, state: MigrationState | undefined) {
  switch (page) {
    case 'home':
      return <Home />;
    case 'connect':
      return <Connect />;
    case 'practise':
      return <Practise />;
    case 'inspect':
      return <Inspect />;
    default:
      return <PageOfRun page={page} state={state} />;
  }
}

const titleOf = (state: MigrationState | undefined): string =>
  state ? `${migrationName(state)} · ${phaseWords[currentPhase(state)]} · ${product}` : product;
