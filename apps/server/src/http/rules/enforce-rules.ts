/** Default deny: no route without a rule, and the rule is asked before a body is read. */
import type { FastifyRequest, onRequestAsyncHookHandler, RouteOptions } from 'fastify';
import { requireAccount, requireBrowser, requireOfficer, requireSignedIn, siteDeviceOf } from '../callers.ts';
import type { HttpParts, HttpServer } from '../http-parts.ts';
import { requireMediaGrant } from '../media-auth.ts';
import { requirePlanner, requirePlanReader } from '../planners.ts';
import { rightsOf } from '../rights.ts';
import { requireDocumentReader } from '../routes/documents-reader.ts';
import { requireBureau } from '../routes/site-access.ts';
import { ProtocolFault } from '../../errors.ts';
import type { ActionRule, NamedRule, Rule } from './rule.ts';

type Check = (parts: HttpParts, request: FastifyRequest) => Promise<unknown>;

const CHECKS: Readonly<Record<NamedRule, Check>> = {
  public: async () => undefined,
  'signed-in': requireSignedIn,
  browser: requireBrowser,
  session: requireAccount,
  officer: (parts, request) => requireOfficer(parts, request, inAddress(request, 'conferenceId')),
  bureau: (parts, request) => requireBureau(parts, request, inAddress(request, 'conferenceId')),
  'plan-reader': requirePlanReader,
  planner: requirePlanner,
  'document-reader': requireDocumentReader,
  'site-device': requireSiteDevice,
  'media-token': (parts, request) => requireMediaGrant(parts, request, inAddress(request, 'conferenceId')),
  'live-socket': async () => undefined,
};

/** Call it before the routes. A route without a rule throws while it is declared, so the server does not start. */
export function enforceRules(api: HttpServer, parts: HttpParts): void {
  api.addHook('onRoute', (route) => {
    const rule = route.config?.rule;
    if (rule === undefined) throw new TypeError(`${String(route.method)} ${route.url} has no rule in its config; see http/rules/rule.ts`);
    const check = checkOf(rule);
    const enforce: onRequestAsyncHookHandler = async (request) => void (await check(parts, request));
    // After the route’s own, which set headers that a refusal has, too.
    route.onRequest = [...ownHooks(route), enforce] as NonNullable<RouteOptions['onRequest']>;
    if (route.schema) Object.assign(route.schema, { 'x-rule': rule });
  });
}

function ownHooks({ onRequest }: RouteOptions): readonly unknown[] {
  if (onRequest === undefined) return [];
  return Array.isArray(onRequest) ? onRequest : [onRequest];
}

function checkOf(rule: Rule): Check {
  return typeof rule === 'string' ? CHECKS[rule] : (parts, request) => checkAction(parts, request, rule);
}

async function checkAction(parts: HttpParts, request: FastifyRequest, { action, over }: ActionRule): Promise<void> {
  const rights = await rightsOf(parts, request);
  if (over === 'somewhere') rights.requireScope(action);
  else rights.require(action, over === 'whole' ? null : inAddress(request, over.param));
}

async function requireSiteDevice(parts: HttpParts, request: FastifyRequest): Promise<void> {
  const { site } = request.query as { readonly site?: unknown };
  const device = typeof site === 'string' ? await siteDeviceOf(parts, request, site) : null;
  if (!device) throw new ProtocolFault('not-signed-in', 'this device is not on duty here');
}

/** Parts of the address are there before they are validated. */
function inAddress(request: FastifyRequest, name: string): string {
  return String((request.params as Readonly<Record<string, unknown>>)[name]);
}
