import { useEffect, useState } from 'preact/hooks';
import { overOf } from '@diemcau/core';
import type { Phone } from '../phone.ts';
import { filled, preferredLanguage, wordsOf } from '../words/words.ts';
import type { Language } from '../words/words.ts';
import { Agenda } from './agenda.tsx';
import { Ballots } from './ballots.tsx';
import { CheckInPart } from './check-in-part.tsx';
import { ShownContext, usePhone } from './context.ts';
import { Decisions } from './decisions.tsx';
import { Documents } from './documents.tsx';
import { JumpBar } from './jump-bar.tsx';
import { LinePart } from './line-part.tsx';
import { Now } from './now.tsx';
import { timeText } from './texts.ts';

const LANGUAGE = 'phone.language';

/** `phone` null: the page was opened without the code of a conference. */
export function App({ phone, storage }: { readonly phone: Phone | null; readonly storage: Storage | null }) {
  const [language, setLanguage] = useState<Language>(() => preferredLanguage(remembered(storage), navigator.languages));
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const words = wordsOf(language);
  const other: Language = language === 'vi' ? 'en' : 'vi';
  const choose = () => {
    remember(storage, other);
    setLanguage(other);
  };
  return (
    <>
      <header class="top">
        <span class="brand">Điểm Cầu</span>
        <button type="button" class="quiet" lang={other} onClick={choose}>
          {words.language}
        </button>
      </header>
      {phone ? (
        <ShownContext.Provider value={{ phone, language }}>
          <Conference />
        </ShownContext.Provider>
      ) : (
        <main>
          <h1>Điểm Cầu</h1>
          <p class="lead">{words.noCode}</p>
        </main>
      )}
    </>
  );
}

function Conference() {
  const { state, words } = usePhone();
  const { page, trouble } = state;
  const title = page?.title ?? 'Điểm Cầu';
  useEffect(() => {
    document.title = title;
  }, [title]);
  if (!page) {
    return (
      <main>
        <h1>Điểm Cầu</h1>
        <LinePart />
        <p class="lead" role="status">
          {trouble === null ? words.loading : troubleText(trouble, words)}
        </p>
      </main>
    );
  }
  // Once that is done, what happens in the hall comes first.
  const isIn =
    state.waiting === null &&
    state.refusal === null &&
    hasComeIn(page.me?.mark) &&
    state.view !== null &&
    overOf(state.view) !== 'cancelled';
  return (
    <>
      <main class={state.view ? 'with-bar' : page.over ? '' : 'entry'}>
        <h1 data-testid="title">{page.title}</h1>
        <LinePart />
        <Standing />
        <p class="notice" role="status" data-testid="erased" hidden={page.erased !== true}>
          {page.erased === true && words.erased}
        </p>
        <p class="arrived" role="status" hidden={!isIn}>
          {isIn && `✓ ${words.checkIn.done}: ${page.me?.name ?? ''}`}
        </p>
        {isIn ? null : <CheckInPart />}
        {state.view && (
          <>
            <Ballots />
            <Now view={state.view} />
            <Agenda view={state.view} />
            <Documents view={state.view} />
            <Decisions view={state.view} />
          </>
        )}
        {isIn ? <CheckInPart /> : null}
      </main>
      {state.view && <JumpBar view={state.view} isIn={isIn} />}
    </>
  );
}

/** Where the conference is, and whether what is shown is of now. */
function Standing() {
  const { state, words, language } = usePhone();
  const { view, connected, viewAtMs, line } = state;
  if (!view) return null;
  const isCurrent = connected || line !== null;
  const nowMs = Date.now();
  return (
    <div class="standing">
      <span class={`chip chip-${view.phase}`} data-testid="phase">
        {words.phase[overOf(view) ?? view.phase]}
      </span>
      {view.phase === 'scheduled' && view.startsAtMs !== null && (
        <span>{filled(words.startsAt, { time: timeText(view.startsAtMs, nowMs, language) })}</span>
      )}
      <p class="notice" role="status" hidden={isCurrent}>
        {isCurrent ? '' : filled(words.offline, { time: timeText(viewAtMs, nowMs, language) })}
      </p>
    </div>
  );
}

function hasComeIn(mark: string | undefined): boolean {
  return mark === 'in-person' || mark === 'online';
}

function troubleText(trouble: 'not-found' | 'too-many' | 'unreachable', words: ReturnType<typeof wordsOf>): string {
  if (trouble === 'not-found') return words.notFound;
  return trouble === 'too-many' ? words.tooMany : words.unreachable;
}

function remembered(storage: Storage | null): string | null {
  try {
    return storage?.getItem(LANGUAGE) ?? null;
  } catch {
    return null;
  }
}

function remember(storage: Storage | null, language: Language): void {
  try {
    storage?.setItem(LANGUAGE, language);
  } catch {
    // Asked again next time.
  }
}
