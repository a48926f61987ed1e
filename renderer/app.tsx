import { useEffect, useRef } from 'react';
import type { ConnectionTest } from '../shared/connection-test';
import type { MigrationState } from '../shared/migration';
import { phaseWords } from '../shared/words/steps';
import { client } from './bridge';
import { adoptTests, hearTest, leaveTests } from './connecting';
import { currentPhase } from './current-step';
import { hearInspection, takeOpened } from './inspecting';
import { hearLibrary } from './library-desk';
import { type Page, pageOf } from './page-of';
import { Connect } from './pages/connect';
import { Home } from './pages/home';
import { Inspect } from './pages/inspect';
import { Library } from './pages/library';
import { LoginQuestion } from './pages/login-question';
import { PageOfRun } from './pages/page-of-run';
import { Practise } from './pages/practise';
import { Profiles } from './pages/profiles';
import { Frame } from './parts/frame';
import { migrationName } from './parts/migration-list';
import { hear, useApp } from './store';
import { product } from './words/en';
import { hearTrial, leaveTrial } from './workshop';

/** The window. The page is a function of the place and of the state of the migration there. */
export function App() {
  const place = useApp((app) => app.place);
  const state = useApp(({ migrations }) =>
    place.at === 'migration' ? migrations[place.id] : undefined,
  );
  const test = useApp(({ asking, tests, workshop }) => {
    const id = { connect: asking, profiles: workshop?.trial?.id }[String(place.at)];
    return id === undefined ? undefined : tests[id];
  });
  const page = pageOf(state, place, test);
  useEffect(() => client.listen('migration-changed', hear), []);
  useEffect(() => client.listen('library-changed', hearLibrary), []);
  useEffect(() => client.listen('console-changed', (console) => useApp.setState({ console })), []);
  useEffect(() => {
    const stop = client.listen('test-changed', hearTest);
    void adoptTests();
    return stop;
  }, []);
  useEffect(() => {
    const stops = [
      client.listen('inspection-changed', hearInspection),
      client.listen('file-opened', () => void takeOpened()),
    ];
    void takeOpened();
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  useEffect(() => client.listen('trial-told', hearTrial), []);
  const connecting = useRef(false);
  useEffect(() => {
    if (connecting.current && place.at !== 'connect') leaveTests();
    connecting.current = place.at === 'connect';
    if (place.at !== 'profiles') leaveTrial();
  }, [place.at]);
  useEffect(() => {
    document.title = titleOf(state);
  }, [state]);
  return <Frame state={state}>{content(page, state, test)}</Frame>;
}

function content(page: Page, state: MigrationState | undefined, test: ConnectionTest | undefined) {
  switch (page) {
    case 'home':
      return <Home />;
    case 'connect':
      return <Connect />;
    case 'practise':
      return <Practise />;
    case 'inspect':
      return <Inspect />;
    case 'library':
      return <Library />;
    case 'profiles':
      return <Profiles />;
    default:
      if (test?.question) return <LoginQuestion asker={test} question={test.question} />;
      return <PageOfRun page={page} state={state} />;
  }
}

const titleOf = (state: MigrationState | undefined): string =>
  state ? `${migrationName(state)} · ${phaseWords[currentPhase(state)]} · ${product}` : product;
