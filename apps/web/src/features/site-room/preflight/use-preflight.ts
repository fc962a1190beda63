import { useCallback, useEffect, useRef, useState } from 'react';
import { judgePreflight } from '@diemcau/core';
import type { ConferenceState, PreflightMeasured, SiteId } from '@diemcau/core';
import { deviceState } from '../../../live/devices.ts';
import { useLiveClient } from '../../../live/live-context.ts';
import { newId } from '../../../live/new-id.ts';
import { ownPreflights, sendPreflight } from '../../../live/preflight/preflight-api.ts';
import type { PreflightCause, PreflightPair, PreflightResult } from '../../../live/preflight/preflight-api.ts';
import { runPreflight } from '../../../live/preflight/run-preflight.ts';
import type { PreflightStep } from '../../../live/preflight/run-preflight.ts';
import { cameraTrack, microphoneTrack } from '../setup-state.ts';
import type { SetupState } from '../setup-state.ts';
import { isSeenOrCalled } from './may-check.ts';

export interface RoomPreflight extends PreflightPair {
  /** null: nothing runs. */
  readonly step: PreflightStep | null;
  /** The result is here and not yet at the server. */
  readonly unsent: boolean;
  readonly run: (cause: PreflightCause) => void;
  /** What the person in the room says about the test tones. */
  readonly answer: (heard: boolean) => void;
}

/** A result waits for the network with pauses of this length. */
const SEND_AGAIN_MS = 5_000;
const NOTHING: PreflightPair = { check: null, before: null };

/** This room's checks: one at a time, and each result sent until it has arrived. */
export function usePreflight(view: ConferenceState, siteId: SiteId, setup: SetupState): RoomPreflight {
  const client = useLiveClient();
  const [pair, setPair] = useState<PreflightPair>(NOTHING);
  const [step, setStep] = useState<PreflightStep | null>(null);
  const { send, unsent } = useSending(siteId, setPair);
  const last = useRef<PreflightResult | null>(null);
  const running = useRef<AbortController | null>(null);
  const latest = useRef({ view, setup });
  useEffect(() => {
    latest.current = { view, setup };
  });
  useEffect(() => {
    void ownPreflights(siteId).then((answer) => answer.ok && setPair((known) => (known.check ? known : answer.value)));
    return () => running.current?.abort();
  }, [siteId]);

  const run = useCallback(
    (cause: PreflightCause) => {
      const now = latest.current;
      if (running.current || isSeenOrCalled(now.view, siteId)) return;
      const stop = new AbortController();
      running.current = stop;
      void measure({ ...now, siteId, client: client.snapshot(), tell: setStep, signal: stop.signal }).then(async (measured) => {
        if (stop.signal.aborted) return;
        const result = { preflightId: newId(), cause, measured };
        last.current = result;
        setPair(({ before }) => ({ before, check: shownHere(now.view, result) }));
        setStep('sending');
        await send(result);
        running.current = null;
        setStep(null);
      });
    },
    [client, siteId, send],
  );
  const answer = useCallback(
    (heard: boolean) => {
      const result = last.current;
      if (!result) return;
      const speaker = { ...result.measured.speaker, answer: heard ? ('heard' as const) : ('not-heard' as const) };
      last.current = { ...result, measured: { ...result.measured, speaker } };
      const answered = last.current;
      setPair(({ before }) => ({ before, check: shownHere(latest.current.view, answered) }));
      void send(answered);
    },
    [send],
  );
  return { ...pair, step, unsent, run, answer };
}

/** The newest result, sent again and again until it has arrived or a newer one takes its place. */
function useSending(siteId: SiteId, show: (pair: PreflightPair) => void) {
  const [unsent, setUnsent] = useState(false);
  const waiting = useRef<PreflightResult | null>(null);
  const send = useCallback(
    async (result: PreflightResult): Promise<void> => {
      waiting.current = result;
      const answer = await sendPreflight(siteId, result);
      if (waiting.current !== result) return;
      const arrived = answer.ok || (answer.problem.status !== null && answer.problem.status < 500);
      if (arrived) waiting.current = null;
      if (answer.ok) show(answer.value);
      setUnsent(!arrived);
    },
    [siteId, show],
  );
  useEffect(() => {
    if (!unsent) return;
    const timer = setInterval(() => waiting.current && void send(waiting.current), SEND_AGAIN_MS);
    return () => clearInterval(timer);
  }, [unsent, send]);
  return { send, unsent };
}

interface Measuring {
  readonly view: ConferenceState;
  readonly siteId: SiteId;
  readonly setup: SetupState;
  readonly client: {
    readonly media: Parameters<typeof runPreflight>[0]['media'];
    readonly clockOffsetMs: number;
    readonly roundTripMs: number | null;
  };
  readonly tell: (step: PreflightStep) => void;
  readonly signal: AbortSignal;
}

function measure({ view, siteId, setup: { devices }, client, tell, signal }: Measuring): Promise<PreflightMeasured> {
  const { media, roundTripMs, clockOffsetMs } = client;
  return runPreflight({
    conferenceId: view.conferenceId,
    siteId,
    camera: { state: deviceState(devices.camera), track: cameraTrack(devices) },
    microphone: { state: deviceState(devices.microphone), track: microphoneTrack(devices) },
    media,
    clock: { offsetMs: roundTripMs === null ? null : clockOffsetMs, roundTripMs },
    tell,
    signal,
  });
}

/** As the server will show it, until it does. */
function shownHere({ conferenceId }: ConferenceState, { preflightId, cause, measured }: PreflightResult) {
  return { preflightId, conferenceId, atMs: Date.now(), cause, measured, ...judgePreflight(measured) };
}
