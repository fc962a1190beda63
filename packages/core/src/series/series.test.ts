import { describe, expect, it } from 'vitest';
import { Bug } from '../kernel/assert.ts';
import type { RefusalCode } from '../refusals.ts';
import type { WorkingCalendar } from '../period/working-calendar.ts';
import type { SeriesCommand, SeriesTemplate } from './commands.ts';
import { decideSeries } from './decide.ts';
import type { SeriesEvent } from './events.ts';
import { evolveSeries, foldSeries } from './evolve.ts';
import { invitedSites, nextConference } from './next-conference.ts';

const agendaItem = (itemId: string, title = 'Báo cáo'): SeriesTemplate['agenda'][number] => ({
  itemId,
  kind: 'report',
  title,
  presenterUnitId: null,
  presenterSiteId: null,
  plannedMs: 600_000,
  speechMs: null,
  notes: '',
});
const template: SeriesTemplate = {
  settings: { speechMs: 300_000, graceMs: 15_000, overrunMs: null, policy: 'first-come', unitMs: null },
  agenda: [agendaItem('i1')],
  officers: [{ accountId: 'lan', roles: ['chair'] }],
  invited: [{ unitId: 'tinh', withBranch: true }],
  hallSiteId: null,
  leadWorkingDays: 3,
};
const create: SeriesCommand = {
  type: 'CreateSeries',
  seriesId: 's',
  unitId: 'tinh',
  title: ' Giao ban quý ',
  kind: 'briefing',
  rhythm: 'quarterly',
  template,
};
const created: SeriesEvent = {
  type: 'SeriesCreated',
  seriesId: 's',
  unitId: 'tinh',
  title: 'Giao ban quý',
  kind: 'briefing',
  rhythm: 'quarterly',
  template,
};
const added: SeriesEvent = { type: 'ConferenceAdded', conferenceId: 'c1', startsOn: '2026-10-15' };
const ended: SeriesEvent = { type: 'SeriesEnded' };
const add = (conferenceId: string, startsOn = '2026-10-15'): SeriesCommand => ({ type: 'AddConference', conferenceId, startsOn });

function answer(history: readonly SeriesEvent[], command: SeriesCommand) {
  return decideSeries({ command, by: { kind: 'operator' }, atMs: 0, commandId: 'c' }, foldSeries(history));
}

function refused(history: readonly SeriesEvent[], command: SeriesCommand, code: RefusalCode): void {
  expect(answer(history, command)).toMatchObject({ ok: false, refusal: { code } });
}

describe('a series', () => {
  it('[SERIES-1] is created once, with a template that a conference can be made of', () => {
    expect(answer([], create)).toEqual({ ok: true, events: [created] });
    expect(foldSeries([created])).toMatchObject({ rhythm: 'quarterly', conferences: [], ended: false });
    refused([created], create, 'series-exists');
    refused([], { ...create, title: ' ' }, 'title-missing');
    refused([], { ...create, template: { ...template, agenda: [agendaItem('i1'), agendaItem('i1')] } }, 'item-id-taken');
    refused([], { ...create, template: { ...template, agenda: [agendaItem('i1', ' ')] } }, 'title-missing');
    const chairs: SeriesTemplate['officers'] = [...template.officers, { accountId: 'mai', roles: ['chair'] }];
    refused([], { ...create, template: { ...template, officers: chairs } }, 'chair-already-appointed');
  });

  it('[SERIES-2] is revised until it ends', () => {
    const revise: SeriesCommand = { type: 'ReviseSeries', title: 'Học tập', kind: 'study', rhythm: 'none' };
    const set: SeriesCommand = { type: 'SetTemplate', template: { ...template, leadWorkingDays: 5 } };
    expect(answer([created], revise)).toEqual({ ok: true, events: [{ ...revise, type: 'SeriesRevised' }] });
    expect(answer([created], set)).toEqual({ ok: true, events: [{ ...set, type: 'TemplateSet' }] });
    expect(foldSeries([created, { ...revise, type: 'SeriesRevised' }, { ...set, type: 'TemplateSet' }])).toMatchObject({
      title: 'Học tập',
      kind: 'study',
      template: { leadWorkingDays: 5 },
    });
    expect(foldSeries([created, ended])?.ended).toBe(true);
    for (const command of [revise, set, add('c1'), { type: 'EndSeries' } as const]) {
      refused([], command, 'series-unknown');
      refused([created, ended], command, 'series-ended');
    }
    refused([created], { ...revise, title: ' ' }, 'title-missing');
  });

  it('[SERIES-3] has each of its conferences once', () => {
    expect(answer([created], add('c1'))).toEqual({ ok: true, events: [added] });
    expect(foldSeries([created, added])?.conferences).toEqual([{ conferenceId: 'c1', startsOn: '2026-10-15' }]);
    refused([created, added], add('c1'), 'conference-in-series');
    refused([created], add('c2', '2026-02-30'), 'day-invalid');
  });

  it('[SERIES-4] an unknown event, or one before the creation, is a bug; events are plain JSON', () => {
    expect(() => evolveSeries(null, added)).toThrow(Bug);
    expect(() => evolveSeries(foldSeries([created]), { type: 'SeriesDanced' } as unknown as SeriesEvent)).toThrow(Bug);
    for (const event of [created, added, ended]) expect(JSON.parse(JSON.stringify(event))).toEqual(event);
  });
});

describe('the next conference', () => {
  const calendar: WorkingCalendar = { weekend: [6, 7], holidays: [], workedDays: [], knownUntil: '2026-12-31' };
  const series = (rhythm: 'quarterly' | 'monthly' | 'none', ...days: readonly string[]) => ({
    rhythm,
    template,
    conferences: days.map((startsOn, place) => ({ conferenceId: `c${place}`, startsOn })),
  });

  const CASES: readonly (readonly [
    'quarterly' | 'monthly',
    readonly string[],
    today: string,
    from: string,
    due: string,
    starts: string,
  ])[] = [
    ['quarterly', [], '2026-10-01', '2026-09-15', '2026-12-16', '2026-12-21'],
    ['quarterly', ['2026-09-21'], '2026-10-01', '2026-09-15', '2026-12-16', '2026-12-21'],
    ['quarterly', ['2026-09-21', '2026-06-19'], '2026-10-01', '2026-09-15', '2026-12-16', '2026-12-21'],
    ['quarterly', ['2026-06-19'], '2026-09-15', '2026-06-15', '2026-09-16', '2026-09-21'],
    ['quarterly', ['2025-03-20'], '2026-10-01', '2026-09-15', '2026-12-16', '2026-12-21'],
    ['monthly', ['2026-10-20'], '2026-10-21', '2026-10-15', '2026-11-17', '2026-11-20'],
  ];

  it.each(CASES)('[SERIES-5] %s after %j, seen on %s', (rhythm, days, today, ...[from, due, startsOn]) => {
    const next = nextConference(series(rhythm, ...days), { day: today, calendar });
    expect(next).toMatchObject({ period: { from }, reportDueOn: due, startsOn, flaws: [], verified: false });
  });

  it('[SERIES-5] there is none without a rhythm, and a year whose holidays are unknown is warned about', () => {
    expect(nextConference(series('none'), { day: '2026-10-01', calendar })).toBeNull();
    expect(nextConference(series('quarterly'), { day: '2026-10-01', calendar, rules: [] })).toBeNull();
    expect(nextConference(series('quarterly'), { day: '2027-01-01', calendar })?.flaws).toEqual(['calendar-unknown']);
  });

  it('[SERIES-6] invited are the rooms of a unit, or of its branch, each once', () => {
    const sites = [
      { siteId: 'hall', unitPath: ['tinh'] },
      { siteId: 'a', unitPath: ['xa-a', 'tinh'] },
      { siteId: 'b', unitPath: ['xa-b', 'tinh'] },
      { siteId: 'other', unitPath: ['khac'] },
    ];
    const ids = (...invited: SeriesTemplate['invited']) => invitedSites(invited, sites).map((site) => site.siteId);
    expect(ids({ unitId: 'tinh', withBranch: true }, { unitId: 'xa-a', withBranch: false })).toEqual(['hall', 'a', 'b']);
    expect(ids({ unitId: 'tinh', withBranch: false }, { unitId: 'xa-b', withBranch: true })).toEqual(['hall', 'b']);
    expect(ids()).toEqual([]);
  });
});
