/** The HTTP server: plugins and routes; one file per resource in `routes/`. */
import { readFileSync } from 'node:fs';
import fastifyCookie from '@fastify/cookie';
import fastifySwagger from '@fastify/swagger';
import fastifySwaggerUi from '@fastify/swagger-ui';
import { TypeBoxValidatorCompiler, type TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify, { LogController, type FastifyBaseLogger } from 'fastify';
import type { Config } from '../config.ts';
import { BUILD } from '../hub/build.ts';
import type { HttpParts, HttpServer } from './http-parts.ts';
import { liveSocketRoute } from './live-socket.ts';
import { answerError } from './problems.ts';
import { accountRoutes } from './routes/accounts.ts';
import { attendanceListRoutes } from './routes/attendance-list.ts';
import { attendanceRoomRoutes } from './routes/attendance-room.ts';
import { ballotRoutes } from './routes/ballots.ts';
import { phoneBallotRoutes } from './routes/phone-ballots.ts';
import { apiTokenRoutes } from './routes/api-tokens.ts';
import { conferencePlanRoutes } from './routes/conference-plan.ts';
import { conferenceRoutes } from './routes/conferences.ts';
import { encoderTokenRoutes } from './routes/encoder-tokens.ts';
import { documentRoutes } from './routes/documents.ts';
import { contactRoutes } from './routes/contacts.ts';
import { grantRoutes } from './routes/grants.ts';
import { healthRoutes } from './routes/health.ts';
import { importRoutes } from './routes/imports.ts';
import { invitationRoutes } from './routes/invitations.ts';
import { journalRoutes } from './routes/journal.ts';
import { mailRoutes } from './routes/mails.ts';
import { mediaRoutes } from './routes/media.ts';
import { myAccountRoutes } from './routes/my-account.ts';
import { preflightRoutes } from './routes/preflights.ts';
import { qualityRoutes } from './routes/quality.ts';
import { sessionRoutes } from './routes/session.ts';
import { phoneRoutes } from './routes/phones.ts';
import { personalDataRoutes } from './routes/personal-data.ts';
import { systemRoutes } from './routes/system.ts';
import { roomOfficerRoutes } from './routes/room-officers.ts';
import { screenSessionRoutes } from './routes/screen-sessions.ts';
import { seriesRoutes } from './routes/series.ts';
import { setupRoutes } from './routes/setup.ts';
import { signInRoutes } from './routes/sign-in.ts';
import { siteAccessRoutes } from './routes/site-access.ts';
import { siteSessionRoutes } from './routes/site-sessions.ts';
import { siteRoutes } from './routes/sites.ts';
import { unitRoutes } from './routes/units.ts';
import { organisationProfileRoutes } from './routes/organisation-profile.ts';
import { workingCalendarRoutes } from './routes/working-calendar.ts';
import { twinRoutes } from './routes/twins.ts';
import { unitConferenceRoutes } from './routes/unit-conferences.ts';
import { limitSilentConnections, REQUEST_TIMEOUT_MS, SILENCE_OPTIONS } from './connection-limits.ts';
import { limitPhones } from './phone-line.ts';
import { limitRequests } from './request-limits.ts';
import { enforceRules } from './rules/enforce-rules.ts';
import { requireSameOrigin } from './same-origin.ts';
import { securityHeaders } from './security-headers.ts';
import { serveWebApp } from './web-app.ts';

/** The list of rooms of the largest conference, as one command. */
const BODY_MAX_BYTES = 8 * 1_048_576;

/** Reading the files of the pages takes a second; on a machine that starts everything at once it may take ten. The supervisor waits longer. */
const PLUGIN_TIMEOUT_MS = 60_000;

/** Ready to listen; the caller listens and closes. */
export async function createHttpServer(parts: HttpParts): Promise<HttpServer> {
  const { config, log } = parts;
  const options = {
    loggerInstance: log as FastifyBaseLogger,
    // A line per request would drown what matters; what fails is logged with its id.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: config.trustProxy,
    bodyLimit: BODY_MAX_BYTES,
    pluginTimeout: PLUGIN_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    ...listening(config),
  };
  const app = Fastify(options).withTypeProvider<TypeBoxTypeProvider>() as unknown as HttpServer;
  app.setValidatorCompiler(TypeBoxValidatorCompiler);
  app.setErrorHandler(answerError);
  dropIdleWhileClosing(app);
  watchSilence(app, parts);
  securityHeaders(app, config);
  await app.register(fastifyCookie);
  app.addHook('onRequest', async (request) => requireSameOrigin(request, config.publicUrl));
  await describeRoutes(app);
  await app.register(async (health) => healthRoutes(health as HttpServer, parts));
  await app.register(async (api) => apiRoutes(api as HttpServer, parts), { prefix: '/api/v1' });
  await serveWebApp(app);
  return app;
}

async function apiRoutes(api: HttpServer, parts: HttpParts): Promise<void> {
  // Nothing of the interface is for caches: it is about now, and about whoever asks.
  api.addHook('onSend', async (_request, reply) => void reply.header('cache-control', 'no-store'));
  await limitRequests(api);
  enforceRules(api, parts);
  limitPhones(api, parts);
  sessionRoutes(api, parts);
  setupRoutes(api, parts);
  signInRoutes(api, parts);
  myAccountRoutes(api, parts);
  accountRoutes(api, parts);
  apiTokenRoutes(api, parts);
  mailRoutes(api, parts);
  journalRoutes(api, parts);
  personalDataRoutes(api, parts);
  systemRoutes(api, parts);
  organisationProfileRoutes(api, parts);
  workingCalendarRoutes(api, parts);
  conferenceRoutes(api, parts);
  conferencePlanRoutes(api, parts);
  invitationRoutes(api, parts);
  twinRoutes(api, parts);
  seriesRoutes(api, parts);
  documentRoutes(api, parts);
  siteAccessRoutes(api, parts);
  roomOfficerRoutes(api, parts);
  siteSessionRoutes(api, parts);
  screenSessionRoutes(api, parts);
  preflightRoutes(api, parts);
  qualityRoutes(api, parts);
  mediaRoutes(api, parts);
  encoderTokenRoutes(api, parts);
  unitRoutes(api, parts);
  unitConferenceRoutes(api, parts);
  siteRoutes(api, parts);
  contactRoutes(api, parts);
  grantRoutes(api, parts);
  importRoutes(api, parts);
  ballotRoutes(api, parts);
  phoneBallotRoutes(api, parts);
  attendanceListRoutes(api, parts);
  attendanceRoomRoutes(api, parts);
  phoneRoutes(api, parts);
  liveSocketRoute(api, parts);
}

/** Short beside the time a worker has for its close. */
const DROP_IDLE_EVERY_MS = 100;

/** Closing drops idle connections once; one whose download ends a moment later would hold it up for as long as it is kept alive. */
function dropIdleWhileClosing(app: HttpServer): void {
  app.addHook('preClose', async () => {
    const timer = setInterval(() => app.server.closeIdleConnections(), DROP_IDLE_EVERY_MS);
    app.server.once('close', () => clearInterval(timer));
  });
}

/** OpenAPI 3.1 at /api/openapi.json, for people at /api/docs. */
async function describeRoutes(app: HttpServer): Promise<void> {
  const info = {
    title: 'Điểm Cầu',
    description: 'Routes of the server. The live socket is described in docs/protocol.md.',
    version: BUILD,
  };
  const securitySchemes = {
    apiToken: { type: 'http', scheme: 'bearer', description: 'An API token of an account, dct_…; docs/api.md' },
    session: { type: 'apiKey', in: 'cookie', name: 'dc.session_token', description: 'What a browser gets by signing in' },
  } as const;
  const security = [{ apiToken: [] }, { session: [] }];
  await app.register(fastifySwagger, { openapi: { openapi: '3.1.0', info, components: { securitySchemes }, security } });
  await app.register(fastifySwaggerUi, { routePrefix: '/api/docs' });
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger());
}

/** TLS where it is configured, and how long somebody may say nothing. */
function listening({ tlsCertFile, tlsKeyFile }: Config) {
  if (tlsCertFile === undefined || tlsKeyFile === undefined) return { http: SILENCE_OPTIONS };
  return { https: { ...SILENCE_OPTIONS, cert: readFileSync(tlsCertFile), key: readFileSync(tlsKeyFile) } };
}

function watchSilence(app: HttpServer, { metrics }: HttpParts): void {
  const silent = limitSilentConnections(app.server);
  metrics.gauge('silent_connections', 'Connections without a request in hand', () => silent.count);
  metrics.gauge('silent_connections_dropped', 'Of these, closed because there were too many', () => silent.dropped);
}
