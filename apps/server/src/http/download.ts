import type { FastifyReply } from 'fastify';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export interface Download {
  /** ASCII. */
  readonly name: string;
  readonly type: string;
  readonly body: Buffer | string;
}

export function download(reply: FastifyReply, { name, type, body }: Download): FastifyReply {
  return reply.type(type).header('content-disposition', `attachment; filename="${name}"`).send(body);
}
