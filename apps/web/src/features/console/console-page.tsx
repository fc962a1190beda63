import { useParams } from 'react-router';
import { LiveGate } from '../../live/live-gate.tsx';
import { LiveProvider } from '../../live/live-provider.tsx';
import { Desk } from './desk.tsx';
import { Tour } from './tour/tour.tsx';

/** The desk of the chair, the deputies, the secretaries and the technicians. */
export function ConsolePage() {
  const { conferenceId = '' } = useParams();
  return (
    <LiveProvider conferenceId={conferenceId} audience="console">
      <LiveGate>
        <Tour>
          <Desk />
        </Tour>
      </LiveGate>
    </LiveProvider>
  );
}
