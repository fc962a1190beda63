import type { ReactNode } from 'react';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { Announcer } from '../ui/announcer.tsx';
import { theme } from '../ui/theme.ts';

/** Dark throughout: rooms are dimmed for the projector, and pictures are judged against dark. */
export function Shell({ children }: { readonly children: ReactNode }) {
  return (
    <MantineProvider theme={theme} forceColorScheme="dark">
      <Notifications position="top-center" limit={3} zIndex={400} />
      <Announcer>{children}</Announcer>
    </MantineProvider>
  );
}
