import type { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { sendProblem } from '#common/http/problem.filter.js';

/**
 * Adds routes beside Nest's controllers, for answers that no controller gives: forwarded ones, pages, files. They have the hooks of all
 * others, and what they throw becomes a problem document too.
 */
export async function addPlainRoutes(
  { httpAdapter }: HttpAdapterHost,
  add: (scope: FastifyInstance) => void | Promise<void>,
): Promise<void> {
  await httpAdapter.getInstance<FastifyInstance>().register(async (scope) => {
    scope.setErrorHandler((error, request, reply) => sendProblem(request, reply, error));
    await add(scope);
  });
}
