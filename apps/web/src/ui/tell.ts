import { notifications } from '@mantine/notifications';
import i18next from 'i18next';

/** Long enough to read a sentence twice; it also stays while pointed at. */
const SHOWN_MS = 8_000;

/** A sentence about what did not work; screen readers hear it at once. */
export function tellProblem(message: string): void {
  notifications.show({ message, color: 'red', autoClose: SHOWN_MS, withBorder: true, role: 'alert', closeButtonProps: closeButton() });
}

/** Shorter than a problem: nobody has to act on it. */
const DONE_SHOWN_MS = 5_000;

/** A sentence about what was done; screen readers hear it when they are free. */
export function tellDone(message: string): void {
  notifications.show({
    message,
    color: 'teal',
    autoClose: DONE_SHOWN_MS,
    withBorder: true,
    role: 'status',
    closeButtonProps: closeButton(),
  });
}

function closeButton() {
  return { 'aria-label': i18next.t('action.close') };
}
