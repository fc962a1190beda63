import { describe, expect, it } from 'vitest';
import type { ConferenceCommand } from '../commands.ts';
import type { ConferenceEvent } from '../events.ts';
import type { OfficerRole } from '../state.ts';
import { given } from '../testing/given.ts';
import {
  account,
  asked,
  aSpeaks,
  chair,
  closed,
  conductor,
  created,
  deputy,
  live,
  onStandby,
  operator,
  paused,
  prepared,
  room,
  secretary,
  site,
  speaks,
  stranger,
  T0_MS,
} from '../testing/samples.ts';

const admit = (...siteIds: readonly string[]): ConferenceCommand => ({ type: 'AdmitSites', sites: siteIds.map((id) => site(id)) });
const drop = (siteId: string): ConferenceCommand => ({ type: 'DropSite', siteId });
const setHall = (siteId: string): ConferenceCommand => ({ type: 'SetHall', siteId });
const appoint = (accountId: string, ...roles: OfficerRole[]): ConferenceCommand => ({ type: 'AppointOfficer', accountId, roles });
const dismiss = (accountId: string): ConferenceCommand => ({ type: 'DismissOfficer', accountId });
const handOver = (to: string): ConferenceCommand => ({ type: 'HandOverChair', to });
const reclaim: ConferenceCommand = { type: 'ReclaimChair' };

const notOrganisers = [deputy, stranger, conductor, room('hall')];
const deputyHolds: ConferenceEvent = { type: 'ChairPassed', from: 'chair', to: 'deputy' };

describe('sites', () => {
  it('[LIFE-8] organisers admit sites, also while the conference runs', () => {
    for (const phase of [prepared, live, paused]) {
      for (const by of [chair, secretary, operator])
        given(phase)
          .when(admit('d', 'e'), by)
          .then({ type: 'SitesAdmitted', sites: [site('d'), site('e')] });
    }
    expect(Object.keys(given(live).when(admit('d'), chair).state().sites)).toEqual(['hall', 'a', 'b', 'c', 'd']);
  });

  it('[LIFE-8] is refused in order', () => {
    for (const by of notOrganisers) given(closed).when(admit('a'), by).refused('organiser-only');
    given(closed).when(admit('a'), chair).refused('conference-not-running');
    given(live)
      .when(admit('d', 'b', 'a'), chair)
      .refused('site-already-admitted', { siteId: 'b' });
    given(live)
      .when(admit('d', 'e', 'd'), chair)
      .refused('site-already-admitted', { siteId: 'd' });
  });

  it('[LIFE-8] as many sites as the country has are admitted at once', () => {
    const many = Array.from({ length: 37_000 }, (_, place) => `site-${place}`);
    expect(
      Object.keys(
        given(created)
          .when(admit(...many), operator)
          .state().sites,
      ),
    ).toHaveLength(37_000);
  });

  it('[LIFE-16] a site may be called toString', () => {
    given(live).when(drop('toString'), chair).refused('site-unknown');
    given(live)
      .when(admit('toString'), chair)
      .then({ type: 'SitesAdmitted', sites: [site('toString')] });
    given(live, { type: 'SitesAdmitted', sites: [site('toString')] })
      .when(drop('toString'), chair)
      .then({ type: 'SiteDropped', siteId: 'toString' });
  });

  it('[LIFE-9] organisers drop a site, with its queued request', () => {
    given(live).when(drop('a'), operator).then({ type: 'SiteDropped', siteId: 'a' });
    given(live, asked('a'))
      .when(drop('a'), secretary)
      .then({ type: 'RequestWithdrawn', requestId: 'ra' }, { type: 'SiteDropped', siteId: 'a' });
    expect(given(live, asked('a')).when(drop('a'), chair).state()).toMatchObject({ queue: [], requests: {} });
  });

  it('[LIFE-9] a dropped site may come back', () => {
    given(live, { type: 'SiteDropped', siteId: 'a' })
      .when(admit('a'), chair)
      .then({ type: 'SitesAdmitted', sites: [site('a')] });
  });

  it('[LIFE-9] is refused in order', () => {
    for (const by of notOrganisers) given(closed).when(drop('x'), by).refused('organiser-only');
    given(closed).when(drop('x'), chair).refused('conference-not-running');
    given(live).when(drop('x'), chair).refused('site-unknown');
    given(live).when(drop('hall'), chair).refused('site-is-hall');
    given(aSpeaks).when(drop('a'), chair).refused('site-busy');
    given(live, asked('a'), onStandby('a')).when(drop('a'), chair).refused('site-busy');
  });

  it('[LIFE-9] a site that has spoken stays, whose slides are shown is busy', () => {
    given(aSpeaks, { type: 'SlidesStarted', siteId: 'a' }).when(drop('a'), chair).refused('site-busy');
    given(aSpeaks, { type: 'SpeechEnded', speechId: 'sa', atMs: T0_MS, reason: 'yielded', note: '' })
      .when(drop('a'), chair)
      .refused('site-has-spoken');
  });

  it('[LIFE-10] organisers choose the hall until the opening', () => {
    for (const by of [chair, secretary, operator]) given(prepared).when(setHall('a'), by).then({ type: 'HallSet', siteId: 'a' });
    given(prepared).when(setHall('hall'), chair).then();
    expect(given(prepared).when(setHall('a'), chair).state().hallSiteId).toBe('a');
  });

  it('[LIFE-10] is refused in order', () => {
    for (const by of notOrganisers) given(live).when(setHall('x'), by).refused('organiser-only');
    for (const phase of [live, paused, closed]) given(phase).when(setHall('x'), chair).refused('conference-already-open');
    given(prepared).when(setHall('x'), chair).refused('site-unknown');
  });
});

describe('officers', () => {
  it('[CHAIR-1] the first appointed chair gets the chair', () => {
    given(created)
      .when(appoint('lan', 'chair'), operator)
      .then({ type: 'OfficerAppointed', accountId: 'lan', roles: ['chair'] }, { type: 'ChairPassed', from: null, to: 'lan' });
  });

  it('[CHAIR-1] other officers do not', () => {
    for (const by of [chair, secretary, operator]) {
      given(prepared)
        .when(appoint('lan', 'deputy'), by)
        .then({ type: 'OfficerAppointed', accountId: 'lan', roles: ['deputy'] });
    }
    for (const by of notOrganisers) given(prepared).when(appoint('lan', 'secretary'), by).refused('organiser-only');
  });

  it('[CHAIR-2] there is one appointed chair', () => {
    given(prepared).when(appoint('lan', 'chair'), chair).refused('chair-already-appointed');
    given(prepared)
      .when(appoint('chair', 'chair', 'secretary'), chair)
      .then({ type: 'OfficerAppointed', accountId: 'chair', roles: ['chair', 'secretary'] });
  });

  it('[CHAIR-2] another is appointed once the first is dismissed, and takes the chair when it likes', () => {
    const left = given(live, deputyHolds, { type: 'OfficerDismissed', accountId: 'chair' });
    left.when(appoint('lan', 'chair'), operator).then({ type: 'OfficerAppointed', accountId: 'lan', roles: ['chair'] });
    given(
      live,
      deputyHolds,
      { type: 'OfficerDismissed', accountId: 'chair' },
      { type: 'OfficerAppointed', accountId: 'lan', roles: ['chair'] },
    )
      .when(reclaim, account('lan'))
      .then({ type: 'ChairPassed', from: 'deputy', to: 'lan' });
  });

  it('[CHAIR-4] organisers dismiss officers', () => {
    given(prepared).when(dismiss('deputy'), secretary).then({ type: 'OfficerDismissed', accountId: 'deputy' });
    expect(Object.keys(given(prepared).when(dismiss('deputy'), chair).state().officers)).toEqual(['chair', 'secretary']);
  });

  it('[CHAIR-4] is refused in order', () => {
    for (const by of notOrganisers) given(live).when(dismiss('lan'), by).refused('organiser-only');
    given(live).when(dismiss('lan'), secretary).refused('officer-unknown');
    given(live).when(dismiss('chair'), secretary).refused('chair-only');
    given(live).when(dismiss('chair'), chair).refused('officer-holds-chair');
    given(live).when(dismiss('chair'), operator).refused('officer-holds-chair');
  });

  it('[CHAIR-4] the holder keeps a role that may hold the chair', () => {
    given(live).when(appoint('chair', 'secretary'), chair).refused('officer-holds-chair');
    given(live, deputyHolds).when(appoint('deputy', 'secretary'), chair).refused('officer-holds-chair');
  });

  it('[CHAIR-8] roles are sorted and unique', () => {
    const state = given(prepared)
      .when(appoint('lan', 'secretary', 'deputy', 'secretary'), chair)
      .state();
    expect(state.officers['lan']).toEqual({ accountId: 'lan', roles: ['deputy', 'secretary'] });
  });

  it('[LIFE-16] an account may be called hasOwnProperty', () => {
    given(live).when(dismiss('hasOwnProperty'), chair).refused('officer-unknown');
    given(live).when(reclaim, account('hasOwnProperty')).refused('chair-only');
    given(live).when({ type: 'CancelStandby', requestId: 'ra' }, account('constructor')).refused('bureau-only');
  });
});

describe('from the opening on', () => {
  it('[CHAIR-7] a secretary changes secretaries only', () => {
    given(live)
      .when(appoint('lan', 'secretary'), secretary)
      .then({ type: 'OfficerAppointed', accountId: 'lan', roles: ['secretary'] });
    given(live).when(appoint('lan', 'deputy'), secretary).refused('chair-only');
    given(live).when(appoint('chair', 'deputy'), secretary).refused('chair-only');
    given(live).when(dismiss('deputy'), secretary).refused('chair-only');
  });

  it('[CHAIR-7] a deputy who holds the chair changes deputies, not the appointed chair', () => {
    given(live, deputyHolds)
      .when(appoint('lan', 'deputy'), deputy)
      .then({ type: 'OfficerAppointed', accountId: 'lan', roles: ['deputy'] });
    given(live, deputyHolds).when(dismiss('chair'), deputy).refused('chair-only');
    given(live, deputyHolds).when(appoint('chair', 'secretary'), deputy).refused('chair-only');
    given(live, deputyHolds).when(appoint('deputy', 'chair'), deputy).refused('chair-only');
  });

  it('[CHAIR-7] the appointed chair and the operator change anybody', () => {
    given(live, deputyHolds).when(dismiss('chair'), operator).then({ type: 'OfficerDismissed', accountId: 'chair' });
    given(live, deputyHolds).when(dismiss('chair'), chair).then({ type: 'OfficerDismissed', accountId: 'chair' });
    given(live).when(dismiss('deputy'), chair).then({ type: 'OfficerDismissed', accountId: 'deputy' });
  });

  it('[CHAIR-7] where nobody is the appointed chair the holder appoints one', () => {
    given(live, deputyHolds, { type: 'OfficerDismissed', accountId: 'chair' })
      .when(appoint('deputy', 'chair'), deputy)
      .then({ type: 'OfficerAppointed', accountId: 'deputy', roles: ['chair'] });
  });

  it('[CHAIR-7] before it the organisers settle it among themselves', () => {
    given(prepared)
      .when(appoint('chair', 'deputy'), secretary)
      .then({ type: 'OfficerAppointed', accountId: 'chair', roles: ['deputy'] });
  });
});

describe('the chair', () => {
  it('[CHAIR-5] is handed to a deputy and back', () => {
    given(live).when(handOver('deputy'), chair).then({ type: 'ChairPassed', from: 'chair', to: 'deputy' });
    given(live, deputyHolds).when(handOver('chair'), deputy).then({ type: 'ChairPassed', from: 'deputy', to: 'chair' });
    expect(given(live).when(handOver('deputy'), chair).state().chairHolder).toBe('deputy');
  });

  it('[CHAIR-5] is handed over by the operator where the holder is gone', () => {
    given(live).when(handOver('deputy'), operator).then({ type: 'ChairPassed', from: 'chair', to: 'deputy' });
    given(created, { type: 'OfficerAppointed', accountId: 'deputy', roles: ['deputy'] })
      .when(handOver('deputy'), operator)
      .refused('chair-missing');
  });

  it('[CHAIR-5] is refused in order', () => {
    for (const by of [...notOrganisers, secretary]) given(live).when(handOver('lan'), by).refused('chair-only');
    given(live, deputyHolds).when(handOver('deputy'), chair).refused('chair-only');
    given(live).when(handOver('lan'), chair).refused('officer-unknown');
    given(live).when(handOver('toString'), chair).refused('officer-unknown');
    given(live).when(handOver('secretary'), chair).refused('officer-not-deputy');
    given(live).when(handOver('chair'), chair).refused('chair-already-held');
  });

  it('[CHAIR-6] is taken back by the appointed chair', () => {
    for (const phase of [prepared, live, paused, closed])
      given(phase, deputyHolds).when(reclaim, chair).then({ type: 'ChairPassed', from: 'deputy', to: 'chair' });
  });

  it('[CHAIR-6] is refused in order', () => {
    for (const by of [...notOrganisers, secretary, operator]) given(live).when(reclaim, by).refused('chair-only');
    given(live).when(reclaim, chair).refused('chair-already-held');
  });

  it('[CHAIR-3] who has handed it over may no longer give the floor', () => {
    const grant: ConferenceCommand = { type: 'GrantFloor', requestId: 'ra', speechId: 'sa', replaces: null, thenStandby: false };
    given(live, asked('a'), deputyHolds).when(grant, chair).refused('chair-only');
    given(live, asked('a'), deputyHolds).when(grant, deputy).then(speaks('a'));
  });
});
