import { describe, expect, it } from 'vitest';
import { askKeyframe, createKeyframeRequests, noteKeyframe, takeDueKeyframe } from './keyframe-requests.ts';

describe('keyframe requests', () => {
  it('[MEDIA-31] reach a source at most once each 500 ms, and the one held back is sent then', () => {
    const requests = createKeyframeRequests();
    const sent = [0, 10, 200, 490].filter((nowMs) => askKeyframe(requests, nowMs));
    expect(sent).toEqual([0]);
    expect(takeDueKeyframe(requests, 499)).toBe(false);
    expect(takeDueKeyframe(requests, 500)).toBe(true);
    expect(takeDueKeyframe(requests, 1100)).toBe(false);
  });

  it('[MEDIA-31] are not repeated when the keyframe came meanwhile', () => {
    const requests = createKeyframeRequests();
    askKeyframe(requests, 0);
    askKeyframe(requests, 100);
    noteKeyframe(requests);
    expect(takeDueKeyframe(requests, 600)).toBe(false);
  });
});
