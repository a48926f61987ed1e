import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** The one accent colour. White text on shade 6 has 5.5:1. */
const accent: MantineColorsTuple = [
  '#eef3fd',
  '#dbe6fa',
  '#b9cdf5',
  '#8fb0f0',
  '#6b97ea',
  '#4b7ce3',
  '#2f63d3',
  '#2453b8',
  '#1c4396',
  '#153372',
];

/** Only for what cannot be undone, and for errors. White text on shade 7 has 6.5:1. */
const danger: MantineColorsTuple = [
  '#fdf0f0',
  '#fadcdc',
  '#f3b8b8',
  '#ee9797',
  '#e47474',
  '#d95252',
  '#c73434',
  '#b42525',
  '#941d1d',
  '#731717',
];

/** Neutral greys with a trace of blue for the dark scheme. */
const dark: MantineColorsTuple = [
  '#e4e8ef',
  '#c9d0dc',
  '#a9b3c3',
  '#8f9aad',
  '#6d788b',
  '#2c3440',
  '#1f262f',
  '#161b22',
  '#11151b',
  '#0b0e12',
];

const dialog = {
  closeButtonProps: { 'aria-label': 'Close' },
  // Mantine's header would be a second banner of the page.
  attributes: { header: { role: 'presentation' } },
  styles: { title: { fontSize: '1.0625rem', fontWeight: 650 } },
};

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 6 },
  colors: { accent, danger, dark },
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif',
  fontFamilyMonospace:
    'ui-monospace, "Cascadia Mono", "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  headings: {
    fontWeight: '650',
    textWrap: 'balance',
    sizes: {
      h1: { fontSize: '1.625rem', lineHeight: '1.25' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.4' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.4' },
    },
  },
  components: {
    Table: { defaultProps: { borderColor: 'var(--epp-line)' } },
    Button: { defaultProps: { size: 'md' } },
    Badge: { defaultProps: { tt: 'none' } },
    TextInput: { defaultProps: { size: 'md' } },
    PasswordInput: { defaultProps: { size: 'md' } },
    NumberInput: { defaultProps: { size: 'md' } },
    // Outside a portal it stays within the landmark that it explains.
    Tooltip: {
      defaultProps: { multiline: true, withArrow: true, openDelay: 150, withinPortal: false },
    },
    Modal: { defaultProps: { centered: true, ...dialog } },
    Drawer: { defaultProps: dialog },
  },
});

/** Mantine's own colours are too pale in places: dimmed, error, disabled and placeholder text, and borders of fields. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-text': '#171c24',
    '--mantine-color-dimmed': '#525c6b',
    '--mantine-color-error': '#b42525',
    '--mantine-color-placeholder': '#667080',
    '--mantine-color-default-border': '#8b95a5',
    // The border of fields.
    '--mantine-color-gray-4': '#8b95a5',
    '--mantine-color-disabled': '#e6e9ee',
    '--mantine-color-disabled-color': '#565f6d',
    '--mantine-color-disabled-border': '#c9cfd8',
    '--mantine-color-anchor': '#2453b8',
  },
  dark: {
    '--mantine-color-text': '#e4e8ef',
    '--mantine-color-dimmed': '#a9b3c3',
    '--mantine-color-error': '#ff9d96',
    '--mantine-color-placeholder': '#8f9aad',
    '--mantine-color-default-border': '#6d788b',
    '--mantine-color-disabled': '#29303b',
    '--mantine-color-disabled-color': '#a0aabb',
    '--mantine-color-disabled-border': '#39424f',
    '--mantine-color-anchor': '#8fb0f0',
  },
});
