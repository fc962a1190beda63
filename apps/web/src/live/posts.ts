import type { ConferenceState, Post } from '@diemcau/core';

/** What was written in the channel, the newest first. */
export function newestPosts(view: ConferenceState): readonly Post[] {
  return Object.values(view.posts).sort((a, b) => b.no - a.no);
}
