import { createTheme } from '@mantine/core';
import type { MantineColorsTuple } from '@mantine/core';

/** Greys of tokens.css in the ten steps Mantine wants, lightest text to darkest ground. */
const dark: MantineColorsTuple = [
  '#eef2f7',
  '#b9c4d0',
  '#919dab',
  '#6b7888',
  '#3d4a5a',
  '#262f3b',
  '#19202a',
  '#11161c',
  '#0d1116',
  '#0a0d11',
];

const sky: MantineColorsTuple = [
  '#e8f3ff',
  '#d2e7ff',
  '#b4d7ff',
  '#92c5ff',
  '#6db3ff',
  '#4b9ef5',
  '#2f86e0',
  '#226cba',
  '#1b5593',
  '#153f6d',
];

/** The tally red of tokens.css at the step buttons are filled with. */
const red: MantineColorsTuple = [
  '#ffe9e7',
  '#ffc9c5',
  '#ffa59e',
  '#ff8077',
  '#d92b22',
  '#c2241c',
  '#a81d16',
  '#8f1711',
  '#75110c',
  '#5c0c08',
];

export const theme = createTheme({
  fontFamily: "'Be Vietnam Pro', system-ui, 'Segoe UI', sans-serif",
  headings: { fontFamily: "'Be Vietnam Pro', system-ui, 'Segoe UI', sans-serif", fontWeight: '600' },
  colors: { dark, sky, red },
  primaryColor: 'sky',
  primaryShade: 4,
  autoContrast: true,
  luminanceThreshold: 0.3,
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
});
