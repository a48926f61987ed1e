import { Badge, Button, Tooltip } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import type { MigrationState } from '../../shared/migration';
import { goHome } from '../store';
import { frameWords, product } from '../words/en';
import { CommandsDrawer } from './commands-drawer';
import { CommandsIcon, HomeIcon } from './icons';
import { ThemeSwitch } from './theme-switch';
import css from './top-bar.module.css';

export function TopBar({ state }: { readonly state: MigrationState | undefined }) {
  return (
    <header className={css['bar']}>
      <Button
        variant="subtle"
        size="sm"
        color="gray"
        leftSection={<HomeIcon />}
        onClick={goHome}
        className={css['quiet']}
      >
        {frameWords.home}
      </Button>
      <span className={css['product']}>{product}</span>
      {state?.plan.practice !== undefined && (
        <Tooltip label={frameWords.practiceHint} events={{ hover: true, focus: true, touch: true }}>
          <Badge variant="outline" className={css['practice']} tabIndex={0}>
            {frameWords.practice}
          </Badge>
        </Tooltip>
      )}
      <span className={css['space']} />
      {state && <Commands state={state} />}
      <ThemeSwitch />
    </header>
  );
}

function Commands({ state }: { readonly state: MigrationState }) {
  const [opened, { toggle, close }] = useDisclosure(false);
  // In fields, too: nobody types Ctrl+J there.
  useHotkeys([['mod+J', toggle]], []);
  return (
    <>
      <Button
        variant="subtle"
        size="sm"
        color="gray"
        leftSection={<CommandsIcon />}
        onClick={toggle}
        aria-keyshortcuts="Control+J"
        className={css['quiet']}
        rightSection={<kbd className={css['key']}>Ctrl J</kbd>}
      >
        {frameWords.commands}
      </Button>
      <CommandsDrawer state={state} opened={opened} close={close} />
    </>
  );
}
