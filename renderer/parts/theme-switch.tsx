import { type MantineColorScheme, SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { frameWords } from '../words/en';

/** Light, dark, or as the system has it. */
export function ThemeSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      size="xs"
      aria-label={frameWords.theme}
      value={colorScheme}
      onChange={(value) => setColorScheme(value as MantineColorScheme)}
      data={(['auto', 'light', 'dark'] as const).map((value) => ({
        value,
        label: frameWords.themes[value],
      }))}
    />
  );
}
