import type { FastifyRequest } from 'fastify';

/** The client's address: the peer's, or behind a proxy that we trust the one it appended last to X-Forwarded-For. */
export function addressOf(request: Pick<FastifyRequest, 'ip' | 'headers'>, trustProxy: boolean): string {
  const forwarded = trustProxy ? request.headers['x-forwarded-for'] : undefined;
  const last = [forwarded ?? []].flat().join(',').split(',').at(-1)?.trim();
  return last || request.ip;
}

/** Whether the request began on this machine: not one that a proxy beside us passes on for somebody else. */
export const isFromHere = ({ ip, headers }: Pick<FastifyRequest, 'ip' | 'headers'>): boolean =>
  /^(::ffff:)?127\.|^::1$/.test(ip) && headers['x-forwarded-for'] === undefined && headers['forwarded'] === undefined;
