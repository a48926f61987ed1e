import { Button, NativeSelect, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { Side } from '../../shared/appliance';
import { awaitedBackup } from '../../shared/awaited-backup';
import { type ConsoleDownload, type ConsoleView, consoleProxies } from '../../shared/console-view';
import type { MigrationState } from '../../shared/migration';
import { client } from '../bridge';
import { useConsolePlace } from '../console-place';
import { useApp } from '../store';
import { consoleWords } from '../words/en-by-hand';
import { ActionFailure } from './action-failure';
import { ConsoleCertificatePart } from './console-certificate';
import { ConsoleDownloadPart } from './console-download';
import css from './console-pane.module.css';
import { FailureNotice } from './failure-notice';
import { useAction } from './use-action';

type Props = {
  readonly state: MigrationState;
  readonly side: Side;
  readonly host: string;
  readonly serverName: string;
  /** Whether a file is taken from it in this step, and whether one is handed to it: of earlier ones nothing is said. */
  readonly takes: boolean;
  readonly hands: boolean;
  /** Whether there is room for it just now. */
  readonly shown: boolean;
};

/** The web console of a server, between what this program says of it; the console itself is laid over the frame by the shell. */
export function ConsolePane({ state, side, host, serverName, takes, hands, shown }: Props) {
  const { id } = state;
  const all = useApp((app) => app.console);
  const view = all?.id === id && all.side === side ? all : undefined;
  const { busy, failure, run } = useAction();
  const frame = useRef<HTMLDivElement>(null);
  const download = view?.download;
  const awaited = awaitedBackup(state, side);
  const isOpen = view?.state === 'open' && view.path !== '';
  useConsolePlace(frame, shown && isOpen);
  useEffect(() => {
    void run(() => client.call('open-console', { id, side }));
  }, [run, id, side]);
  const again = (): void =>
    void run(() =>
      view ? client.call('console-reload', {}) : client.call('open-console', { id, side }),
    );
  return (
    <section className={css['pane']} aria-label={consoleWords.label(serverName)}>
      {isOpen && <Bar view={view} />}
      {failure && <ActionFailure failure={failure} />}
      {view?.failure && view.state !== 'confirm' && <FailureNotice failure={view.failure} />}
      <Advice view={view} hands={hands} />
      {download && (!isOver(download) || (takes && download.awaited === awaited)) && (
        <ConsoleDownloadPart download={download} />
      )}
      {view?.certificate && (view.state === 'confirm' || view.expected !== undefined) && (
        <ConsoleCertificatePart
          key={view.certificate.sha256}
          certificate={view.certificate}
          expected={view.expected}
          serverName={serverName}
          host={host}
        />
      )}
      {!isOpen && view?.state !== 'confirm' && view?.expected === undefined && (
        <div className={css['empty']}>
          {view?.failure ? (
            <Button variant="default" disabled={busy} onClick={again}>
              {consoleWords.again}
            </Button>
          ) : (
            <Text c="dimmed">{consoleWords.opening}</Text>
          )}
          {/* Also before the first try is over: where nothing answers that takes a while. */}
          {view && <ProxyChoice view={view} />}
        </div>
      )}
      <div className={css['frame']} ref={frame} data-open={isOpen} />
    </section>
  );
}

const isOver = ({ state }: ConsoleDownload): boolean => state === 'ready' || state === 'failed';

/** What the page says, as far as it is read, and what it tried. */
function Advice({
  view,
  hands,
}: {
  readonly view: ConsoleView | undefined;
  readonly hands: boolean;
}) {
  return (
    <div className={css['advice']} role="status">
      {view?.meanings.map(({ meaning, words }) => (
        <Text size="sm" key={meaning}>
          {words}
        </Text>
      ))}
      {hands && view?.handed && (
        <Text size="sm">{consoleWords.handed[view.handed.state](view.handed.name)}</Text>
      )}
      {view?.refused.map(({ what, seen }) => (
        <Text size="sm" c="dimmed" key={`${what} ${seen}`}>
          {consoleWords.refusals[what](seen)}
        </Text>
      ))}
    </div>
  );
}

function Bar({ view }: { readonly view: ConsoleView }) {
  const { failure, run } = useAction();
  const act = (name: 'console-back' | 'console-reload' | 'console-focus') => (): void =>
    void run(() => client.call(name, {}));
  return (
    <div className={css['bar']}>
      <Button
        size="compact-sm"
        variant="default"
        disabled={!view.canGoBack}
        onClick={act('console-back')}
      >
        {consoleWords.back}
      </Button>
      <Button size="compact-sm" variant="default" onClick={act('console-reload')}>
        {consoleWords.reload}
      </Button>
      <Text size="sm" className={css['address'] ?? ''} title={view.title}>
        {view.address}
        {view.path}
        {view.loading && ` · ${consoleWords.loading}`}
      </Text>
      <Button
        size="compact-sm"
        variant="default"
        title={consoleWords.focusHint}
        onClick={act('console-focus')}
      >
        {consoleWords.focus}
      </Button>
      {failure && <ActionFailure failure={failure} />}
    </div>
  );
}

/** A proxy is left out unless the person wants it: appliances are usually near. */
function ProxyChoice({ view }: { readonly view: ConsoleView }) {
  const { failure, run } = useAction();
  const hasSsh = useApp(({ migrations }) => migrations[view.id]?.plan[view.side].access !== 'web');
  const possible = consoleProxies.filter((each) => each !== 'ssh' || hasSsh);
  const choose = (value: string): void => {
    const proxy = consoleProxies.find((each) => each === value);
    if (proxy) void run(() => client.call('open-console', { id: view.id, side: view.side, proxy }));
  };
  return (
    <>
      <NativeSelect
        label={consoleWords.proxy}
        value={view.proxy}
        data={possible.map((value) => ({ value, label: consoleWords.proxies[value] }))}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      {failure && <ActionFailure failure={failure} />}
    </>
  );
}
