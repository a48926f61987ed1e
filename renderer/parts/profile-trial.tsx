import { Code, Text, TextInput, VisuallyHidden } from '@mantine/core';
import { useEffect, useId, useRef, useState } from 'react';
import type { TrialNews } from '../../shared/profile-trial';
import { cancelTest } from '../connecting';
import { useApp } from '../store';
import { headline, milestone } from '../test-view';
import { profileWords as words } from '../words/en-profiles';
import { setServer, tryOnServer } from '../workshop';
import { ActionFailure } from './action-failure';
import css from './profile.module.css';
import { ProfileReadingResult } from './profile-reading-result';
import { Section } from './section';
import { SteadyButton } from './steady-button';
import { TestPanel } from './test-panel';
import { useAction } from './use-action';
import { useKnownHosts } from './use-known-hosts';

/** Runs an operation on a server, or all that change nothing, and shows what came and what is read of it. */
export function ProfileTrial({ operation }: { readonly operation?: string }) {
  const { workshop, tests } = useApp();
  const { busy, failure, run } = useAction();
  const [asked, setAsked] = useState(false);
  const [noUser, setNoUser] = useState('');
  const { trial, news = {}, server = '', look } = workshop ?? {};
  const test = trial && tests[trial.id];
  const isRunning = test?.status === 'running';
  const isSound = look?.faults.length === 0 && !look.broken && !look.staleHash;
  const own = ((trial && news[trial.id]) ?? []).filter(
    (each) => operation === undefined || each.operation === operation,
  );
  const results = useRef<HTMLDivElement>(null);
  const seen = useRef(own.length);
  useEffect(() => {
    if (own.length > seen.current) results.current?.scrollIntoView({ block: 'nearest' });
    seen.current = own.length;
  }, [own.length]);
  const isOwn = trial !== undefined && (own.length > 0 || trial.operation === operation);
  const act = (): void => {
    setAsked(true);
    if (server.trim() === '') return;
    void run(async () => {
      const hindrance = await tryOnServer(operation);
      setNoUser(hindrance === undefined ? '' : server);
    });
  };
  const missing = asked && server.trim() === '' && words.serverMissing;
  return (
    <Section title={operation === undefined ? words.serverAll : words.serverTitle}>
      <div className={css['stack']}>
        <p className={css['hint']}>{words.serverWhy}</p>
        <ServerField
          value={server}
          error={missing || (noUser !== '' && noUser === server && words.userMissing)}
        />
        <div className={css['tools']}>
          {isRunning && trial ? (
            <SteadyButton size="sm" onPress={() => void run(() => cancelTest(trial.id))}>
              {words.stopRun}
            </SteadyButton>
          ) : (
            <SteadyButton
              size="sm"
              off={busy || !isSound}
              describedBy={isSound ? undefined : 'trial-hindrance'}
              onPress={act}
            >
              {operation === undefined ? words.runAll : words.run}
            </SteadyButton>
          )}
          {!isSound && (
            <span id="trial-hindrance" className={css['hint']}>
              {words.faultsFirst}
            </span>
          )}
        </div>
        {failure && <ActionFailure failure={failure} />}
        <VisuallyHidden role="status">{test && isOwn ? milestone(test) : ''}</VisuallyHidden>
        {isOwn && (
          <div ref={results}>
            {test && test.status !== 'passed' && <TestPanel test={test} holds takesFocus={false} />}
            {test?.status === 'passed' && own.length === 0 && <Text>{headline(test)}</Text>}
            <News news={own} named={operation === undefined} />
          </div>
        )}
      </div>
    </Section>
  );
}

function ServerField({ value, error }: { readonly value: string; readonly error: string | false }) {
  const { saved, sshHosts } = useKnownHosts();
  const list = useId();
  return (
    <>
      <TextInput
        label={words.server}
        description={words.serverHint}
        size="sm"
        maw={420}
        value={value}
        error={error}
        list={list}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={600}
        onChange={(event) => setServer(event.currentTarget.value)}
      />
      <datalist id={list}>
        {[...new Set([...saved.map(({ name }) => name), ...sshHosts])].map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}

/** What a trial told, in order: of what has begun the answer stands in its place once it is there. */
function News({ news, named }: { readonly news: readonly TrialNews[]; readonly named: boolean }) {
  const shown = news.filter(
    (each, at) =>
      each.type !== 'trial-begins' ||
      !news.slice(at + 1).some(({ operation }) => operation === each.operation),
  );
  return shown.map((each) => (
    <div className={css['news']} key={`${each.operation} ${each.type}`}>
      {named && <h3>{each.operation}</h3>}
      {each.command !== '' && (
        <Code block className={css['sent'] ?? ''}>
          {each.command}
        </Code>
      )}
      <Told news={each} />
    </div>
  ));
}

function Told({ news }: { readonly news: TrialNews }) {
  switch (news.type) {
    case 'trial-begins':
      return <p className={css['hint']}>{words.running}</p>;
    case 'trial-left-out':
      return (
        <p className={css['hint']}>
          {news.why === 'no-value' ? words.noValueFor(news.value ?? '') : words.leftOut[news.why]}
        </p>
      );
    case 'trial-failed':
      return <ActionFailure failure={news.failure} />;
    case 'trial-answered':
      return (
        <>
          <p className={css['hint']}>{words.ran(news.exitCode, news.milliseconds, news.bytes)}</p>
          <Wrote title={words.wroteStdout} text={news.stdout} />
          <Wrote title={words.wroteStderr} text={news.stderr} />
          {news.reading && <ProfileReadingResult reading={news.reading} />}
        </>
      );
  }
}

function Wrote({ title, text }: { readonly title: string; readonly text: string }) {
  if (text === '') return null;
  return (
    <figure className={css['wrote']}>
      <figcaption>{title}</figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and that by keyboard, too */}
      <pre tabIndex={0}>{text}</pre>
    </figure>
  );
}
