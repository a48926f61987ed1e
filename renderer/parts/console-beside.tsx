import { SegmentedControl } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import type { Side } from '../../shared/appliance';
import type { MigrationState } from '../../shared/migration';
import { consoleHost } from '../server-face';
import { byHandWords } from '../words/en-by-hand';
import css from './console-beside.module.css';
import { ConsolePane } from './console-pane';
import { useRoom } from './use-room';

/** A console has to be this wide beside the steps, in pixels; else one of both is shown. */
const roomForBoth = 820;

type View = 'guide' | 'both' | 'console';

type Props = {
  readonly state: MigrationState;
  readonly side: Side;
  readonly serverName: string;
  /** Whether a file is taken from the console here, and whether one is handed to it. */
  readonly takes?: boolean;
  readonly hands?: boolean;
  /** Another number brings the form back into sight. */
  readonly called?: number;
  /** A form. */
  readonly children: ReactNode;
};

/** A form with the web console of a server beside it; where there is no room for both, one of them at a time. */
export function ConsoleBeside(props: Props) {
  const { state, side, serverName, takes = false, hands = false, called = 0, children } = props;
  const [wanted, setWanted] = useState<View>('both');
  const { room, box } = useRoom();
  useEffect(() => {
    if (called > 0) setWanted('both');
  }, [called]);
  const narrow = room < roomForBoth;
  const view = viewOf(narrow, wanted);
  return (
    <>
      <div className={css['both']} data-view={view} ref={box}>
        {children}
        <div className={css['console']}>
          <ConsolePane
            state={state}
            side={side}
            host={consoleHost(state, side)}
            serverName={serverName}
            takes={takes}
            hands={hands}
            shown={view !== 'guide'}
          />
        </div>
      </div>
      <SegmentedControl
        className={css['views'] ?? ''}
        size="xs"
        aria-label={byHandWords.view}
        value={view}
        onChange={(next) => setWanted(next as View)}
        data={(narrow ? (['guide', 'console'] as const) : (['both', 'console'] as const)).map(
          (value) => ({ value, label: byHandWords.views[value] }),
        )}
      />
    </>
  );
}

function viewOf(narrow: boolean, wanted: View): View {
  if (narrow) return wanted === 'both' ? 'guide' : wanted;
  return wanted === 'guide' ? 'both' : wanted;
}
