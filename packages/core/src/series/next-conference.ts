import type { Day } from '../kernel/day.ts';
import type { SiteId, UnitId } from '../kernel/ids.ts';
import { MONTH_RULES, periodOf, QUARTER_RULES, reportDueOn, ruleOn, type Period, type PeriodRule } from '../period/period.ts';
import { deadlineFlaws, workingDaysAfter, type DeadlineFlaw, type WorkingCalendar } from '../period/working-calendar.ts';
import type { Rhythm, SeriesTemplate } from './commands.ts';
import type { SeriesState } from './state.ts';

/** A day to hold the next conference on, for somebody to agree to. */
export interface NextConference {
  /** The period it is about: reports of it are due before. */
  readonly period: Period;
  readonly reportDueOn: Day;
  readonly startsOn: Day;
  /** What to look at before the invitation goes out; empty in a year whose holidays are known. */
  readonly flaws: readonly DeadlineFlaw[];
  /** The rule of the period was read in a primary text. */
  readonly verified: boolean;
}

export interface Today {
  readonly day: Day;
  readonly calendar: WorkingCalendar;
  /** The organisation's own, where it has others than those shipped. */
  readonly rules?: readonly PeriodRule[];
}

const RULES: Readonly<Record<Rhythm, readonly PeriodRule[]>> = { quarterly: QUARTER_RULES, monthly: MONTH_RULES, none: [] };

/**
 * A conference looks back on the period before it, so the next one is about the period in which the
 * last one was held; where that would lie in the past, or there was none, about the present period.
 * null without a rhythm, or where no rule is in force.
 */
export function nextConference(series: Pick<SeriesState, 'rhythm' | 'template' | 'conferences'>, today: Today): NextConference | null {
  const rule = ruleOn(series.rhythm === 'none' ? [] : (today.rules ?? RULES[series.rhythm]), today.day);
  if (!rule) return null;
  const lastOn = series.conferences.map((held) => held.startsOn).reduce<Day>((latest, day) => (day > latest ? day : latest), '');
  const afterLast = lastOn === '' ? null : proposal(periodOf(lastOn, rule), rule, { series, today });
  return afterLast && afterLast.startsOn >= today.day ? afterLast : proposal(periodOf(today.day, rule), rule, { series, today });
}

interface Wish {
  readonly series: Pick<SeriesState, 'template'>;
  readonly today: Today;
}

function proposal(period: Period, rule: PeriodRule, { series, today: { calendar } }: Wish): NextConference {
  const dueOn = reportDueOn(period, rule, calendar);
  const startsOn = workingDaysAfter(dueOn, series.template.leadWorkingDays, calendar);
  return { period, reportDueOn: dueOn, startsOn, flaws: deadlineFlaws(startsOn, calendar), verified: rule.verified };
}

/** The rooms of the invited units, each once, in their order. `unitPath` begins with the room's own unit. */
export function invitedSites<S extends { readonly siteId: SiteId; readonly unitPath: readonly UnitId[] }>(
  invited: SeriesTemplate['invited'],
  sites: readonly S[],
): readonly S[] {
  const alone = new Set(invited.map((invitation) => invitation.unitId));
  const branches = new Set(invited.filter((invitation) => invitation.withBranch).map((invitation) => invitation.unitId));
  return sites.filter(({ unitPath }) => alone.has(unitPath[0] ?? '') || unitPath.some((unitId) => branches.has(unitId)));
}
