import type { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { sendProblem } from '#common/http/problem.filter.js';

/**
 * Adds routes beside Nest's controllers, for answers that no controller gives: forwarded ones, pages, files. They have the hooks of all
 * others, and what they throw becomes a problem document too. Not awaited: Fastify would load what is there so far, before Nest has set
 * the error handler of its own routes.
 */
export function addPlainRoutes(
  { httpAdapter }: HttpAdapterHost,
  add: (scope: FastifyInstance) => void | Promise<void>,
): void {
  void httpAdapter.getInstance<FastifyInstance>().register(async (scope) => {
    scope.setErrorHandler((error, request, reply) => sendProblem(request, reply, error));
    await add(scope);
  });
}
