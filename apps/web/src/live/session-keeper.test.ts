import { describe, expect, it } from 'vitest';
import { deferred } from './deferred.ts';
import type { Deferred } from './deferred.ts';
import { SessionRefused } from './peer-session.ts';
import { SessionKeeper } from './session-keeper.ts';
import type { KeptSession } from './session-keeper.ts';
import { HandClock, settled } from './testing/hand-clock.ts';
import { HandNetwork } from './testing/hand-network.ts';
import { MEDIA } from './testing/hand-server.ts';

/** A session whose packets and whose death the test decides. */
class HandSession implements KeptSession {
  readonly #flowing: Deferred<void> = deferred<void>();
  readonly #lost: Deferred<void> = deferred<void>();
  closed = false;
  readonly flowing = this.#flowing.promise;
  readonly lost = this.#lost.promise;

  async flow(): Promise<void> {
    this.#flowing.resolve();
    await settled();
  }

  async die(): Promise<void> {
    this.#lost.resolve();
    await settled();
  }

  close(): void {
    this.closed = true;
  }
}

function keeper({ refuses = 0, status = 503 } = {}) {
  const clock = new HandClock();
  const network = new HandNetwork();
  const opened: HandSession[] = [];
  let shown: HandSession | null = null;
  let refusalsLeft = refuses;
  let denials = 0;
  const kept = new SessionKeeper<HandSession>({
    open: () => {
      if (refusalsLeft-- > 0) return Promise.reject(new SessionRefused(status));
      const session = new HandSession();
      opened.push(session);
      return Promise.resolve(session);
    },
    show: (session) => (shown = session),
    denied: () => denials++,
    clock,
    network,
    random: () => 1,
  });
  return { clock, network, opened, kept, shown: () => shown, denials: () => denials };
}

describe('a media session', () => {
  it('[SCREEN-11] of a new media process replaces the old one only when its packets pass', async () => {
    const { opened, kept, shown } = keeper();
    kept.setAccess(MEDIA);
    await settled();
    await opened[0]!.flow();
    kept.setAccess({ ...MEDIA, epoch: 'e2' });
    await settled();
    expect(shown()).toBe(opened[0]);
    expect(opened[0]!.closed).toBe(false);
    await opened[1]!.flow();
    expect(shown()).toBe(opened[1]);
    expect(opened[0]!.closed).toBe(true);
  });

  it('[SCREEN-11] is shown after 2 s also where nobody feeds the buses', async () => {
    const { clock, opened, kept, shown } = keeper();
    kept.setAccess(MEDIA);
    await clock.forward(2_000);
    expect(shown()).toBe(opened[0]);
  });

  it('[SCREEN-12] that is lost is replaced, and meanwhile its last picture stays', async () => {
    const { clock, opened, kept, shown } = keeper();
    kept.setAccess(MEDIA);
    await settled();
    await opened[0]!.flow();
    await opened[0]!.die();
    expect(shown()).toBe(opened[0]);
    await clock.forward(250);
    expect(opened).toHaveLength(2);
    await opened[1]!.flow();
    expect(shown()).toBe(opened[1]);
  });

  it('[SCREEN-12] is opened anew when the network has changed', async () => {
    const { network, opened, kept } = keeper();
    kept.setAccess(MEDIA);
    await settled();
    await opened[0]!.flow();
    network.becomes(true);
    await settled();
    expect(opened).toHaveLength(2);
  });

  it('[SCREEN-13] that the server refuses is tried at once with the new token of the same media process', async () => {
    const { opened, kept } = keeper({ refuses: 1 });
    kept.setAccess(MEDIA);
    await settled();
    kept.setAccess({ ...MEDIA, token: 'another' });
    await settled();
    expect(opened).toHaveLength(1);
    await opened[0]!.flow();
    kept.setAccess({ ...MEDIA, token: 'of no use' });
    await settled();
    expect(opened).toHaveLength(1);
  });

  it('[SCREEN-13] that the server refuses is tried again, more slowly each time', async () => {
    const { clock, opened, kept } = keeper({ refuses: 3 });
    kept.setAccess(MEDIA);
    await clock.forward(250 + 500 + 999);
    expect(opened).toHaveLength(0);
    await clock.forward(1);
    expect(opened).toHaveLength(1);
  });

  it('[SCREEN-34] whose token has ended asks for another and is opened with that', async () => {
    const { clock, opened, kept, denials } = keeper({ refuses: 1, status: 401 });
    kept.setAccess(MEDIA);
    await settled();
    expect(denials()).toBe(1);
    kept.setAccess({ ...MEDIA, token: 'newer' });
    await clock.forward(250);
    expect(opened).toHaveLength(1);
  });

  it('[SCREEN-13] is not opened while the media plane is down, nor twice for the same process', async () => {
    const { clock, opened, kept } = keeper();
    kept.setAccess({ ...MEDIA, up: false });
    await clock.forward(10_000);
    expect(opened).toHaveLength(0);
    kept.setAccess(MEDIA);
    kept.setAccess({ ...MEDIA, token: 'newer' });
    await settled();
    expect(opened).toHaveLength(1);
  });

  it('[SCREEN-13] that is opened late, after the page is gone, is closed', async () => {
    const { opened, kept } = keeper();
    kept.setAccess(MEDIA);
    kept.close();
    await settled();
    expect(opened[0]!.closed).toBe(true);
  });
});
