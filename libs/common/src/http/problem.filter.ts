import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isDatabaseUnavailable, isValueRefused } from '../database/errors.js';
import { currentContext } from '../runtime/context.js';
import { logger } from '../runtime/logger.js';
import { notOfThisList } from './pages.js';
import { Problem, type ProblemSlug, problems } from './problems.js';

/** Turns whatever a handler throws into `application/problem+json`. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    sendProblem(http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>(), error);
  }
}

export function sendProblem(request: FastifyRequest, reply: FastifyReply, error: unknown): void {
  const problem = cursorAtFault(request, error) ?? toProblem(error);
  if (problem.status >= 500 && problem.slug === 'internal')
    logger.error({ err: error, url: request.url }, 'request failed');
  if (reply.sent) return;
  if (problem.extra.retryAfterSeconds) void reply.header('retry-after', String(problem.extra.retryAfterSeconds));
  void reply
    .status(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem.document(request.headers['accept-language'], currentContext()?.correlationId)));
}

export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (isDatabaseUnavailable(error)) {
    return new Problem('service-unavailable', 'the database cannot be reached: try again in a moment', {
      retryAfterSeconds: 2,
    });
  }
  const status = error instanceof HttpException ? error.getStatus() : (error as { statusCode?: number })?.statusCode;
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new Problem(slugOf(status, error), (error as Error).message);
  }
  return fromDatabase(error) ?? new Problem('internal', 'the failure has been logged: report the correlationId');
}

/** Of what a list is asked, only its cursor is not checked field by field: what the database cannot read was in there. */
function cursorAtFault({ query }: FastifyRequest, error: unknown): Problem | undefined {
  const asked = (query as { cursor?: unknown } | undefined)?.cursor;
  return asked !== undefined && isValueRefused(error) ? notOfThisList() : undefined;
}

/** What slipped past validation and the database refused as a value: the caller's input, not our failure. */
function fromDatabase(error: unknown): Problem | undefined {
  return isValueRefused(error) ? new Problem('invalid-input', (error as Error).message) : undefined;
}

function slugOf(status: number, error: unknown): ProblemSlug {
  if (status === 400) return /JSON/i.test((error as Error).message) ? 'malformed-json' : 'invalid-input';
  const found = Object.entries(problems).find(([, problem]) => problem.status === status);
  return (found?.[0] as ProblemSlug | undefined) ?? 'invalid-input';
}
