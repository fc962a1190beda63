import { describe, expect, it } from 'vitest';
import { Bug } from '../kernel/assert.ts';
import type { RefusalCode } from '../refusals.ts';
import { SITE_OFFICERS_MAX, type SiteCommand } from './commands.ts';
import { decideSites } from './decide.ts';
import type { SiteEvent } from './events.ts';
import { evolveSites, foldSites } from './evolve.ts';
import { NO_SITES, type SiteRecord, type SitesState } from './state.ts';

const AT_MS = 1_792_026_000_000;

function site(siteId: string, more: Partial<SiteRecord> = {}): SiteRecord {
  return { siteId, code: '', unitId: 'u', name: `Phòng ${siteId}`, kind: '', room: '', address: '', capacity: 0, ...more };
}

function decided(state: SitesState, command: SiteCommand) {
  return decideSites({ command, atMs: AT_MS, by: { kind: 'operator' }, commandId: 'c' }, state);
}

function eventsOf(state: SitesState, command: SiteCommand): readonly SiteEvent[] {
  const decision = decided(state, command);
  if (!decision.ok) throw new Error(`${command.type} refused: ${decision.refusal.code}`);
  return decision.events;
}

function after(...commands: readonly SiteCommand[]): SitesState {
  return commands.reduce((state, command) => foldSites(eventsOf(state, command), state), NO_SITES);
}

function expectRefused(state: SitesState, command: SiteCommand, code: RefusalCode): void {
  expect(decided(state, command)).toMatchObject({ ok: false, refusal: { code } });
}

const register = (...sites: SiteRecord[]): SiteCommand => ({ type: 'RegisterSites', sites });
const revise = ({ siteId, code, name, kind, room, address, capacity }: SiteRecord): SiteCommand => ({
  type: 'ReviseSite',
  siteId,
  code,
  name,
  kind,
  room,
  address,
  capacity,
});

describe('the register of sites', () => {
  it('[SITE-1] a site has a name and a unit, and an id that is its own for ever', () => {
    const state = after(register(site('a', { name: '  Hội trường  UBND '.normalize('NFD') })));
    expect(state.sites.get('a')).toEqual({ ...site('a', { name: 'Hội trường UBND' }), active: true, officers: [] });
    expectRefused(state, register(site('a')), 'site-exists');
    expectRefused(state, register(site('b'), site('b')), 'site-exists');
    expectRefused(state, register(site('b', { name: ' ' })), 'site-name-missing');
    expectRefused(state, revise(site('a', { name: ' ' })), 'site-name-missing');
  });

  it('[SITE-2] no two sites in use share a code', () => {
    const state = after(register(site('a', { code: 'P1' }), site('b', { code: 'P2' })));
    expectRefused(state, register(site('c', { code: ' P1 ' })), 'site-code-taken');
    expectRefused(state, revise(site('b', { code: 'P1' })), 'site-code-taken');
    const freed = after(
      register(site('a', { code: 'P1' })),
      { type: 'RetireSite', siteId: 'a', reason: '' },
      register(site('c', { code: 'P1' })),
    );
    expectRefused(freed, { type: 'RestoreSite', siteId: 'a' }, 'site-code-taken');
  });

  it('[SITE-3] a site is revised, moved, retired and restored; what is so already changes nothing', () => {
    const state = after(
      register(site('a')),
      revise(site('a', { capacity: 120 })),
      { type: 'MoveSite', siteId: 'a', unitId: 'v' },
      { type: 'RetireSite', siteId: 'a', reason: 'Sửa nhà' },
    );
    expect(state.sites.get('a')).toMatchObject({ capacity: 120, unitId: 'v', active: false });
    for (const command of [
      revise(site('a', { capacity: 120 })),
      { type: 'MoveSite', siteId: 'a', unitId: 'v' },
      { type: 'RetireSite', siteId: 'a', reason: '' },
    ] as const) {
      expect(eventsOf(state, command)).toEqual([]);
    }
    expect(foldSites(eventsOf(state, { type: 'RestoreSite', siteId: 'a' }), state).sites.get('a')?.active).toBe(true);
  });

  it('[SITE-4] what is not registered is refused, also an id that every object inherits', () => {
    for (const siteId of ['nobody', 'toString', '__proto__']) {
      const orders: SiteCommand[] = [
        revise(site(siteId)),
        { type: 'MoveSite', siteId, unitId: 'v' },
        { type: 'RetireSite', siteId, reason: '' },
        { type: 'RestoreSite', siteId },
        { type: 'PostOfficer', siteId, contactId: 'c' },
        { type: 'RelieveOfficer', siteId, contactId: 'c' },
        { type: 'ImportSites', sites: [], postings: [{ siteId, contactIds: ['c'] }] },
      ];
      for (const order of orders) expectRefused(NO_SITES, order, 'site-unregistered');
    }
  });

  it('[SITE-5] officers are posted and relieved by the id of a contact, each once, up to a number', () => {
    const post = (contactId: string): SiteCommand => ({ type: 'PostOfficer', siteId: 'a', contactId });
    const state = after(register(site('a')), post('lan'), post('minh'), post('lan'), {
      type: 'RelieveOfficer',
      siteId: 'a',
      contactId: 'minh',
    });
    expect(state.sites.get('a')?.officers).toEqual(['lan']);
    expect(eventsOf(state, { type: 'RelieveOfficer', siteId: 'a', contactId: 'minh' })).toEqual([]);
    const full = after(register(site('a')), ...Array.from({ length: SITE_OFFICERS_MAX }, (_, place) => post(`c${place}`)));
    expectRefused(full, post('one-more'), 'site-officers-full');
  });

  it('[SITE-6] an import registers, revises, moves, restores and posts in one step; the same again does nothing', () => {
    const state = after(register(site('a'), site('b')), { type: 'RetireSite', siteId: 'b', reason: '' });
    const list: SiteCommand = {
      type: 'ImportSites',
      sites: [site('a', { unitId: 'v', capacity: 9 }), site('b'), site('n')],
      postings: [{ siteId: 'n', contactIds: ['lan', 'lan'] }],
    };
    const events = eventsOf(state, list);
    expect(events.map((event) => event.type)).toEqual(['SitesRegistered', 'SiteRevised', 'SiteMoved', 'SiteRestored', 'OfficerPosted']);
    expect(eventsOf(foldSites(events, state), list)).toEqual([]);
    expectRefused(state, { ...list, sites: [site('n'), site('n')] }, 'site-exists');
  });

  it('[SITE-7] as many sites as the country has are registered at once, a thousand in an event', () => {
    const many = Array.from({ length: 37_000 }, (_, place) => site(`s${place}`, { code: `C${place}` }));
    const events = eventsOf(NO_SITES, register(...many));
    expect(events).toHaveLength(37);
    expect(foldSites(JSON.parse(JSON.stringify(events)) as SiteEvent[]).sites.size).toBe(37_000);
  });

  it('[SITE-8] an unknown event or site is a bug', () => {
    for (const type of ['SitePainted', 'toString', '__proto__'])
      expect(() => evolveSites(NO_SITES, { type } as unknown as SiteEvent)).toThrow(Bug);
    expect(() => evolveSites(NO_SITES, { type: 'SiteRestored', siteId: 'a', atMs: 1 })).toThrow(Bug);
  });
});
