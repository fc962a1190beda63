/**
 * Every refusal there is. `kind` tells the transport what it means (`forbidden`: not yours to do;
 * `conflict`: not now, things have changed; `invalid`: not like this); the sentence is for
 * docs/errors.md and for developers, screens carry their own translations.
 */
export const REFUSALS = {
  'conference-unknown': { kind: 'conflict', sentence: 'No such conference.' },
  'conference-exists': { kind: 'conflict', sentence: 'The conference has already been created.' },
  'conference-already-open': { kind: 'conflict', sentence: 'This can only be changed before the conference opens.' },
  'conference-not-draft': { kind: 'conflict', sentence: 'Only a draft or a scheduled conference can be scheduled.' },
  'conference-not-scheduled': { kind: 'conflict', sentence: 'Schedule the conference before opening it.' },
  'conference-not-live': { kind: 'conflict', sentence: 'The conference is not live.' },
  'conference-not-paused': { kind: 'conflict', sentence: 'The conference is not paused.' },
  'conference-not-running': { kind: 'conflict', sentence: 'The conference is neither live nor paused.' },
  'conference-not-closed': { kind: 'conflict', sentence: 'Only a closed conference can be reopened.' },
  'reason-missing': { kind: 'invalid', sentence: 'Give a reason.' },
  'hall-missing': { kind: 'conflict', sentence: 'The conference has no hall; mark one site as the hall.' },
  'hall-already-set': { kind: 'invalid', sentence: 'A conference has exactly one hall.' },
  'chair-missing': { kind: 'conflict', sentence: 'Nobody holds the chair; appoint a chair first.' },
  'site-unknown': { kind: 'invalid', sentence: 'No such site in this conference.' },
  'site-already-admitted': { kind: 'invalid', sentence: 'The site is already in this conference.' },
  'site-is-hall': { kind: 'invalid', sentence: 'The hall cannot be taken out.' },
  'site-busy': { kind: 'conflict', sentence: 'The site has the floor or is on standby.' },
  'not-yours': { kind: 'forbidden', sentence: 'A site acts for itself only.' },
  'chair-only': { kind: 'forbidden', sentence: 'Only whoever holds the chair may do this.' },
  'bureau-only': { kind: 'forbidden', sentence: 'Only the chair or the secretary may do this.' },
  'organiser-only': { kind: 'forbidden', sentence: 'Only the appointed chair, the secretary or the operator may do this.' },
  'conductor-only': { kind: 'forbidden', sentence: 'Only the conductor may do this.' },
  'officer-unknown': { kind: 'invalid', sentence: 'This account is not an officer of the conference.' },
  'officer-not-deputy': { kind: 'invalid', sentence: 'The chair can be handed to the appointed chair or a deputy only.' },
  'officer-holds-chair': { kind: 'conflict', sentence: 'Hand the chair over before dismissing this officer.' },
  'chair-already-appointed': { kind: 'conflict', sentence: 'A conference has one appointed chair; appoint a deputy instead.' },
  'chair-already-held': { kind: 'conflict', sentence: 'This officer already holds the chair.' },
  'subject-missing': { kind: 'invalid', sentence: 'Say what the site wants to speak about.' },
  'request-already-open': { kind: 'conflict', sentence: 'The site already has a request, one at a time.' },
  'request-gone': { kind: 'conflict', sentence: 'The request is no longer in the queue.' },
  'request-not-standby': { kind: 'conflict', sentence: 'The request is not on standby.' },
  'queue-changed': { kind: 'conflict', sentence: 'The queue has changed; look at it again.' },
  'floor-already-taken': { kind: 'conflict', sentence: 'Somebody else has just been given the floor.' },
  'speech-over': { kind: 'conflict', sentence: 'That speech is over.' },
  'speech-not-due': { kind: 'conflict', sentence: 'The time of the speech is not up yet.' },
  'link-not-lost': { kind: 'conflict', sentence: 'The link of the speaking site is up.' },
  'link-already-lost': { kind: 'conflict', sentence: 'The lost link has already been reported.' },
  'grace-not-over': { kind: 'conflict', sentence: 'The grace for the lost link is not over yet.' },
  'slides-not-allowed': { kind: 'forbidden', sentence: 'Only the hall or the site that has the floor shares slides.' },
  'slides-not-shown': { kind: 'conflict', sentence: 'No slides of this site are shown.' },
} as const satisfies Record<string, { kind: 'forbidden' | 'conflict' | 'invalid'; sentence: string }>;

export type RefusalCode = keyof typeof REFUSALS;
export type RefusalKind = (typeof REFUSALS)[RefusalCode]['kind'];
