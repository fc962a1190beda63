/** `/health/*` for whoever restarts and balances, `/metrics` for Prometheus. */
import { Type } from 'typebox';
import type { HttpParts, HttpServer } from '../http-parts.ts';

/** A check that takes longer has failed: balancers ask every few seconds. */
const CHECK_MAX_MS = 1_000;

const liveSchema = Type.Object({ status: Type.Literal('live') });
const checkSchema = Type.Union([Type.Literal('up'), Type.Literal('down')]);
/** Each dependency by itself, so that a person sees which one it is. */
const readySchema = Type.Object({
  status: Type.Union([Type.Literal('ready'), Type.Literal('not-ready')]),
  database: checkSchema,
  journal: checkSchema,
  media: checkSchema,
});

export function healthRoutes(app: HttpServer, { db, hub, metrics }: HttpParts): void {
  app.get(
    '/health/live',
    { schema: { tags: ['health'], summary: 'The process answers; says nothing of what it depends on', response: { 200: liveSchema } } },
    async () => ({ status: 'live' as const }),
  );

  app.get(
    '/health/ready',
    {
      schema: {
        tags: ['health'],
        summary: 'Database, journal and media plane are there',
        response: { 200: readySchema, 503: readySchema },
      },
    },
    async (_request, reply) => {
      const [database, journal] = await Promise.all([check(db.query('SELECT 1')), check(db.query('SELECT version FROM streams LIMIT 1'))]);
      const media = hub.facts.plane.up ? ('up' as const) : ('down' as const);
      const ready = [database, journal, media].every((state) => state === 'up');
      return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not-ready', database, journal, media });
    },
  );

  app.get(
    '/metrics',
    { schema: { tags: ['health'], summary: 'Prometheus text format', response: { 200: Type.String() } } },
    async (_request, reply) =>
      reply
        .type(metrics.contentType)
        .serializer(String)
        .send(await metrics.text()),
  );
}

async function check(work: Promise<unknown>): Promise<'up' | 'down'> {
  const late = new Promise<'down'>((resolve) => setTimeout(() => resolve('down'), CHECK_MAX_MS).unref());
  return Promise.race([
    work.then(
      () => 'up' as const,
      () => 'down' as const,
    ),
    late,
  ]);
}
