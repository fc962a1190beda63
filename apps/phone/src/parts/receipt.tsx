import { useState } from 'preact/hooks';
import type { LiveBallot } from '@diemcau/core';
import { usePhone } from './context.ts';

interface ReceiptProps {
  readonly ballot: LiveBallot;
  readonly receipt: string;
}

/** The first letters tell one receipt from the others; all of it is compared. */
const SHOWN_CHARS = 16;

/** Of a counted secret vote; after the closing the phone looks for it in the list everybody may read. */
export function Receipt({ ballot, receipt }: ReceiptProps) {
  const { phone, words } = usePhone();
  const [found, setFound] = useState<'searching' | 'found' | 'missing' | 'offline' | null>(null);
  const isPublished = ballot.phase === 'closed' || ballot.phase === 'invalid';
  async function search() {
    setFound('searching');
    setFound(await phone.findReceipt(ballot.ballotId, receipt));
  }
  return (
    <>
      <p class="hint">
        {words.ballot.receipt} <code data-testid="receipt">{receipt.slice(0, SHOWN_CHARS)}</code>
      </p>
      {isPublished && found !== 'found' && (
        <button type="button" disabled={found === 'searching'} onClick={() => void search()} data-testid="find-receipt">
          {words.ballot.findReceipt}
        </button>
      )}
      <p role="status" class={found === 'missing' ? 'problem' : found === 'found' ? 'good' : 'hint'} hidden={found === null}>
        {found !== null && words.ballot.receiptIs[found]}
      </p>
    </>
  );
}
