/** `/api/v1/working-calendar`: which days are worked, and the announcements that say so. */
import { Type } from 'typebox';
import { calendarCommandSchema, holidaysOf, type CalendarCommand } from '@diemcau/core';
import { refusalProblem } from '../../errors.ts';
import { organisationCommandId } from '../../organisation/organisation.ts';
import { requireAccount } from '../callers.ts';
import type { HttpParts, HttpServer } from '../http-parts.ts';
import { idempotencySchema, nullable, versionSchema } from '../organisation-shapes.ts';
import { problems, sendProblem } from '../problems.ts';

const tags = ['organisation'];
/** The year that ends and those that are planned for. */
const YEARS_SHOWN = [-1, 0, 1, 2] as const;

const yearSchema = Type.Object({
  year: Type.Integer(),
  fixed: Type.Array(Type.Object({ day: Type.String(), name: Type.String({ description: 'new-year, reunification, labour or national' }) })),
  daysOff: Type.Array(Type.Object({ day: Type.String(), name: Type.String() })),
  workedDays: Type.Array(Type.String({ description: 'Weekend days that are worked in exchange' })),
  document: Type.String(),
  announcedAtMs: nullable(Type.Number({ description: 'null: its days have not been announced yet' })),
});
const calendarSchema = Type.Object({
  version: Type.Integer(),
  today: Type.String(),
  knownUntil: nullable(Type.String({ description: 'The last day whose holidays are known; null: this year has not been announced' })),
  years: Type.Array(yearSchema),
});

export function workingCalendarRoutes(app: HttpServer, parts: HttpParts): void {
  const read = { tags, summary: 'Working days of these years', response: { 200: calendarSchema, ...problems(401, 503) } };
  app.get('/working-calendar', { config: { rule: 'session' }, schema: read }, async () => {
    const { organisation } = parts;
    await organisation.catchUp();
    const { version, state } = organisation.calendar.step;
    const today = organisation.today();
    const shown = new Set([...YEARS_SHOWN.map((later) => Number(today.slice(0, 4)) + later), ...state.years.keys()]);
    const { knownUntil } = organisation.workingCalendar();
    return {
      version,
      today,
      knownUntil: knownUntil < today ? null : knownUntil,
      years: [...shown]
        .toSorted((a, b) => a - b)
        .map((year) => {
          const { daysOff = [], workedDays = [], document = '', announcedAtMs = null } = state.years.get(year) ?? {};
          return { year, fixed: [...holidaysOf(year)], daysOff: [...daysOff], workedDays: [...workedDays], document, announcedAtMs };
        }),
    };
  });

  const change = {
    tags,
    summary: 'Announce the days off and the swapped working days of a year, or take that back',
    headers: idempotencySchema,
    body: calendarCommandSchema,
    response: { 200: versionSchema, ...problems(400, 401, 403, 422, 503) },
  };
  app.post(
    '/working-calendar/commands',
    { config: { rule: { action: 'system.change', over: 'whole' } }, schema: change },
    async (request, reply) => {
      const { accountId } = await requireAccount(parts, request);
      const command = request.body as CalendarCommand;
      const commandId = organisationCommandId('calendar', request.headers['idempotency-key']);
      const by = { kind: 'account' as const, accountId };
      const answer = await parts.organisation.calendar.execute({ command, by, atMs: parts.nowMs(), commandId });
      if (answer.ok) return { version: answer.version };
      return sendProblem(reply, refusalProblem(answer.refusal.code, answer.refusal.params)) as never;
    },
  );
}
