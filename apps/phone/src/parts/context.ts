import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { Phone, PhoneState } from '../phone.ts';
import type { Language } from '../words/words.ts';
import { wordsOf } from '../words/words.ts';
import type { Words } from '../words/vi.ts';

export interface Shown {
  readonly phone: Phone;
  readonly language: Language;
}

export const ShownContext = createContext<Shown | null>(null);

export function usePhone(): { readonly phone: Phone; readonly state: PhoneState; readonly words: Words; readonly language: Language } {
  const { phone, language } = useContext(ShownContext)!;
  const [state, setState] = useState(phone.state);
  useEffect(() => {
    setState(phone.state);
    return phone.listen(() => setState(phone.state));
  }, [phone]);
  return { phone, state, words: wordsOf(language), language };
}

/** The time now, every second, as the server's clock has it. */
export function useNow(offsetMs: number): number {
  const [nowMs, setNowMs] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return nowMs + offsetMs;
}
