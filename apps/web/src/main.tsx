import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import { Shell } from './app/shell.tsx';
import { router } from './app/routes.tsx';
import { startI18n } from './i18n/start-i18n.ts';
import './ui/fonts.css';
import './ui/tokens.css';

await startI18n();
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <Shell>
      <RouterProvider router={router} />
    </Shell>,
  );
}
