/**
 * What pages of ours may do. Scripts come from files only. Styles may stand inline, because Mantine
 * writes its responsive rules and CSS variables into `<style>` and style attributes; an inline style
 * runs nothing. Camera, microphone and screen capture are for our own pages alone.
 */
import helmet from 'helmet';
import type { Config } from '../config.ts';
import type { HttpServer } from './http-parts.ts';

export function securityHeaders(app: HttpServer, { publicUrl }: Pick<Config, 'publicUrl'>): void {
  const https = publicUrl.startsWith('https:');
  // Made once: the plugin for Fastify makes it anew for every request, a fifteenth of what a vote costs a worker.
  const secure = helmet({
    contentSecurityPolicy: { useDefaults: false, directives: directives(publicUrl) },
    // Without TLS it would be ignored anyway; behind a proxy publicUrl says https.
    hsts: https,
    // Pages load nothing of others, and embedding ours is forbidden above.
    crossOriginEmbedderPolicy: false,
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
  });
  app.addHook('onRequest', (request, reply, done) => secure(request.raw, reply.raw, () => done()));
  app.addHook('onSend', async (_request, reply) => {
    void reply.header('permissions-policy', 'camera=(self), microphone=(self), display-capture=(self), fullscreen=(self)');
  });
}

function directives(publicUrl: string) {
  return {
    'default-src': ["'self'"],
    'script-src': ["'self'"],
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': ["'self'", 'data:', 'blob:'],
    'media-src': ["'self'", 'blob:'],
    'font-src': ["'self'", 'data:'],
    // Older Safari does not count a WebSocket of the same host as 'self' (CSP 3 §6.7.2.8 does).
    'connect-src': ["'self'", publicUrl.replace(/^http/, 'ws')],
    'worker-src': ["'self'", 'blob:'],
    'object-src': ["'none'"],
    'base-uri': ["'self'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
  };
}
