import { useState } from 'preact/hooks';
import { overOf } from '@diemcau/core';
import type { FoundName } from '../phone.ts';
import type { Me } from '../outbox.ts';
import { filled } from '../words/words.ts';
import type { Words } from '../words/vi.ts';
import { usePhone } from './context.ts';
import { groupedDigits, timeText } from './texts.ts';

/** Checked in, waiting for the network, or how to check in. */
export function CheckInPart() {
  const { state, words } = usePhone();
  const { page, waiting, invitation, view } = state;
  const over = view ? overOf(view) : (page?.over ?? null);
  if (over !== null && !waiting) return <Over why={over} />;
  const isIn = page?.me?.mark === 'in-person' || page?.me?.mark === 'online';
  return (
    <section class="card" id="part-check-in" tabIndex={-1} aria-labelledby="check-in">
      <h2 id="check-in">{words.checkIn.title}</h2>
      <RefusalNotice />
      {waiting ? <Waiting /> : isIn ? <Done me={page!.me!} /> : invitation !== null ? <ByInvitation /> : <ByRoomCode />}
    </section>
  );
}

/** A check-in that came too late is told as such. */
function Over({ why }: { readonly why: 'closed' | 'cancelled' }) {
  const { state, words } = usePhone();
  const reason = why === 'cancelled' ? (state.view?.cancelled?.reason ?? '') : '';
  return (
    <section data-testid="over" aria-label={words.checkIn.title}>
      <RefusalNotice />
      <p class="lead" role="status">
        {words[why]} {reason !== '' && filled(words.cancelledWhy, { reason })}
      </p>
    </section>
  );
}

function RefusalNotice() {
  const { state, words } = usePhone();
  return (
    <div role="alert" data-testid="refusal">
      {state.refusal !== null && (
        <p class="problem">
          <strong>{words.checkIn.refused}.</strong> {refusalText(state.refusal, words)}
        </p>
      )}
    </div>
  );
}

function refusalText(code: string, words: Words): string {
  if (code === 'offline') return words.unreachable;
  if (code === 'busy') return words.line.busy;
  if (code === 'too-many-requests') return words.tooMany;
  return code in words.refusal ? words.refusal[code as keyof Words['refusal']] : words.tryAgain;
}

/** The person pressed; nobody has heard it yet, and the page says exactly that. */
function Waiting() {
  const { phone, state, words, language } = usePhone();
  const { waiting, busy, line } = state;
  const time = timeText(waiting!.pressedAtMs, Date.now(), language);
  return (
    <div class="waiting" role="status" data-testid="waiting">
      <p class="big">{words.checkIn.waiting}</p>
      <p>{busy ? words.checkIn.sending : filled(line ? words.line.checkIn : words.checkIn.waitingText, { time })}</p>
      {!busy && (
        <button type="button" class="quiet" onClick={() => phone.dropWaiting()}>
          {words.checkIn.cancel}
        </button>
      )}
    </div>
  );
}

function Done({ me }: { readonly me: Me }) {
  const { phone, state, words, language } = usePhone();
  const time = me.atMs === null ? '' : timeText(me.atMs, Date.now(), language);
  const { invitation, page } = state;
  const mayMove = me.mark === 'online' && invitation !== null;
  return (
    <div role="status" data-testid="checked-in">
      <p class="big good">{words.checkIn.done}</p>
      <p class="name">{me.name}</p>
      <p>
        {me.left
          ? filled(words.checkIn.left, { time })
          : filled(words.checkIn.doneAt, { mark: words.mark[me.mark], site: me.siteName, time })}
        {me.late && ` (${words.checkIn.late})`}
      </p>
      {mayMove && page?.roomName != null && (
        <button type="button" onClick={() => void phone.checkIn({ invitation })} data-testid="to-room">
          {words.checkIn.toRoom}: {page.roomName}
        </button>
      )}
      {mayMove && page?.roomName == null && (
        <>
          <p class="hint">{words.checkIn.roomHint}</p>
          <RoomCodeForm />
        </>
      )}
    </div>
  );
}

function ByInvitation() {
  const { phone, state, words } = usePhone();
  const { invited, page } = state;
  const invitation = state.invitation!;
  const inRoom = page?.roomName ?? null;
  if (invited?.used) return <p class="problem">{words.checkIn.used}</p>;
  return (
    <>
      <p>{invited ? words.checkIn.byInvitation : words.checkIn.yours}</p>
      {invited && (
        <>
          <p class="name">{invited.name}</p>
          <p>
            {invited.post}
            <br />
            {filled(words.checkIn.place, { site: inRoom ?? invited.siteName })}
          </p>
        </>
      )}
      <button type="button" class="main" onClick={() => void phone.checkIn({ invitation })} data-testid="check-in">
        {inRoom === null ? words.checkIn.online : words.checkIn.inRoom}
      </button>
      {inRoom === null && (
        <>
          <p class="hint">{words.checkIn.roomHint}</p>
          <RoomCodeForm />
          <p class="hint">{words.checkIn.onlineHint}</p>
        </>
      )}
    </>
  );
}

function ByRoomCode() {
  const { state, words } = usePhone();
  if (state.page?.roomName != null) return <NameSearch roomName={state.page.roomName} />;
  return (
    <>
      <p>{words.checkIn.roomHint}</p>
      <RoomCodeForm />
    </>
  );
}

function RoomCodeForm() {
  const { phone, words } = usePhone();
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const digits = typed.replace(/\D/g, '');
  async function submit(event: Event) {
    event.preventDefault();
    if (digits.length !== 8) return;
    setBusy(true);
    if (await phone.readRoomCode(digits)) setTyped('');
    setBusy(false);
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      <label for="room-code">{words.checkIn.roomCode}</label>
      <input
        id="room-code"
        class="digits"
        inputMode="numeric"
        autocomplete="off"
        aria-describedby="room-code-hint"
        value={typed}
        onInput={(event) => setTyped(groupedDigits(event.currentTarget.value))}
        data-testid="room-code"
      />
      <p id="room-code-hint" class="hint">
        {words.checkIn.roomCodeHint}
      </p>
      <button type="submit" disabled={digits.length !== 8 || busy} data-testid="read-code">
        {words.checkIn.readCode}
      </button>
    </form>
  );
}

function NameSearch({ roomName }: { readonly roomName: string }) {
  const { phone, words } = usePhone();
  const [typed, setTyped] = useState('');
  const [found, setFound] = useState<readonly FoundName[] | null>(null);
  const [picked, setPicked] = useState<FoundName | null>(null);
  async function search(text: string) {
    setTyped(text);
    const people = text.trim().length < 2 ? null : await phone.findNames(text);
    setFound(people);
  }
  if (picked) return <Confirm person={picked} onBack={() => setPicked(null)} />;
  return (
    <div>
      <p class="place">{filled(words.checkIn.room, { site: roomName })}</p>
      <label for="name">{words.checkIn.name}</label>
      <input
        id="name"
        autocomplete="off"
        autocapitalize="words"
        aria-describedby="name-hint"
        value={typed}
        onInput={(event) => void search(event.currentTarget.value)}
        data-testid="name"
      />
      <p id="name-hint" class="hint">
        {words.checkIn.nameHint}
      </p>
      <ul class="found" aria-live="polite">
        {found?.map((person) => (
          <li key={person.personId}>
            <button type="button" class="pick" onClick={() => setPicked(person)} data-testid="found">
              <span class="name">{person.name}</span>
              {person.post !== '' && <span>{person.post}</span>}
            </button>
          </li>
        ))}
        {found?.length === 0 && <li class="hint">{words.checkIn.nobody}</li>}
      </ul>
      <button type="button" class="quiet" onClick={() => phone.leaveRoom()}>
        {words.checkIn.otherRoom}
      </button>
    </div>
  );
}

function Confirm({ person, onBack }: { readonly person: FoundName; readonly onBack: () => void }) {
  const { phone, words } = usePhone();
  return (
    <div>
      <p class="big">{filled(words.checkIn.isThisYou, { name: person.name })}</p>
      {person.post !== '' && <p>{person.post}</p>}
      <button type="button" class="main" onClick={() => void phone.checkIn({ personId: person.personId })} data-testid="confirm">
        {words.checkIn.confirm}
      </button>
      <button type="button" class="quiet" onClick={onBack}>
        {words.checkIn.notMe}
      </button>
    </div>
  );
}
