import { type CanActivate, type ExecutionContext, Injectable, type Type } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { FastifyRequest } from 'fastify';
import { fieldPath } from './field-path.js';
import { invalid, Problem } from './problems.js';

/** What a handler reads of a request: everything, or only what bears these names. */
interface Reads {
  query: 'all' | ReadonlySet<string>;
  body: boolean;
}

const known = new WeakMap<object, Reads>();

/** Left out without a word, at any depth, when a query or body becomes an instance of its class. */
const dropped = new Set(['__proto__', 'constructor']);

/**
 * Refuses a parameter or a field that the route would never look at, with its name: whoever sends it believes that it counts. Where a route takes a whole
 * query or body, the class of that says what is known. Health and metrics are left alone.
 */
@Injectable()
export class UnreadInputGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (!request.routeOptions.url?.startsWith('/api/')) return true;
    const { query, body } = readsOf(context);
    const isUnread = (name: string) => dropped.has(name) || (query !== 'all' && !query.has(name));
    const parameter = namesOf(request.query).find(isUnread);
    if (parameter !== undefined) throw invalid(parameter, 'is not a known parameter: remove it');
    checkIsObject(request.body);
    const field = body ? droppedField(request.body) : namesOf(request.body)[0];
    if (field !== undefined) throw invalid(field, 'is not a known field: remove it');
    return true;
  }
}

const namesOf = (value: unknown): string[] => (typeof value === 'object' && value !== null ? Object.keys(value) : []);

/** A list or a bare text has no fields that could be named. */
function checkIsObject(body: unknown): void {
  if (body === undefined || body === null || (typeof body === 'object' && !Array.isArray(body))) return;
  throw new Problem(
    'invalid-input',
    `the body must be a JSON object, not a ${Array.isArray(body) ? 'list' : typeof body}`,
  );
}

/** The path of a field that would be dropped, however deep; without recursion, as a body may be deeper than the stack. */
function droppedField(body: unknown): string | undefined {
  const open = [{ part: body, path: '' }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { part, path } = next;
    if (typeof part !== 'object' || part === null) continue;
    for (const [name, value] of Object.entries(part)) {
      if (dropped.has(name)) return fieldPath(path, name);
      if (typeof value === 'object') open.push({ part: value, path: fieldPath(path, name, Array.isArray(part)) });
    }
  }
  return undefined;
}

function readsOf(context: ExecutionContext): Reads {
  const handler = context.getHandler();
  const reads = known.get(handler) ?? look(context.getClass(), handler.name);
  known.set(handler, reads);
  return reads;
}

/** As Nest's decorators have noted it: `4:0` is a query that becomes the first argument. */
function look(controller: Type, method: string): Reads {
  const noted = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, method) ?? {}) as Record<
    string,
    { data?: unknown }
  >;
  const of = (type: RouteParamtypes) =>
    Object.entries(noted).flatMap(([key, { data }]) => (key.startsWith(`${type}:`) ? [data] : []));
  const queries = of(RouteParamtypes.QUERY);
  const named = queries.filter((data) => typeof data === 'string');
  return {
    query: named.length < queries.length ? 'all' : new Set(named),
    body: of(RouteParamtypes.BODY).length > 0,
  };
}
