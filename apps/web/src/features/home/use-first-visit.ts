import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import { setUpState } from '../../live/account-api.ts';

/** A server that belongs to nobody yet shows its set-up instead. */
export function useFirstVisit(): void {
  const navigate = useNavigate();
  useEffect(() => {
    void setUpState().then((answer) => {
      if (answer.ok && answer.value.needed) void navigate('/setup', { replace: true });
    });
  }, [navigate]);
}
