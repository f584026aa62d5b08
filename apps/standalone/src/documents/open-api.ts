import type { OpenAPIObject } from '@nestjs/swagger';
import { openApiOf } from '#common/http/openapi.js';
import { problems } from '#common/http/problems.js';
import { allApps, previewOf } from './apps.js';
import { type RouteComment, routeComments } from './comments.js';

type Operation = Record<string, unknown> & { parameters?: object[]; responses: Record<string, object> };
interface Parameter {
  name: string;
  in: string;
  schema: object;
}
const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** The public API of all services in one document, as the gateway serves it. Nothing is started: the modules are only looked at. */
export async function openApiDocument(): Promise<OpenAPIObject> {
  const apps = allApps();
  const documents: OpenAPIObject[] = [];
  for (const app of apps) documents.push(openApiOf(await previewOf(app)));
  const paths = merged(
    'path',
    documents.map((document) => document.paths),
  );
  const comments = routeComments(['apps', 'libs']);
  for (const operations of Object.values(paths)) {
    for (const method of methods) {
      const operation = operations[method] as unknown as Operation | undefined;
      if (operation)
        operations[method] = { ...commentOf(operation, comments), ...complete(operation, method) } as never;
    }
  }
  const schemas = merged(
    'schema',
    documents.map(({ components }) => components?.schemas ?? {}),
  );
  return {
    openapi: '3.1.0',
    info: { title: 'Callout', version: '1', description: about, license: { name: 'Apache-2.0' } },
    servers: [{ url: '/' }],
    security: [{ session: [] }, { apiKey: [] }],
    paths,
    components: { schemas: { ...schemas, ProblemDocument: problemSchema as never }, securitySchemes },
  };
}

/** One sorted map of all; the same name for two different things is a mistake. */
function merged<T>(what: string, maps: readonly Record<string, T>[]): Record<string, T> {
  const all = new Map<string, T>();
  for (const [name, value] of maps.flatMap((map) => Object.entries(map))) {
    const known = all.get(name);
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(value)) {
      throw new Error(`two services describe the ${what} ${name} differently: rename one`);
    }
    all.set(name, value);
  }
  return Object.fromEntries([...all].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** What holds for every operation and so is written nowhere else: the key of a POST, problems, who needs no credentials. */
function complete(operation: Operation, method: string): Operation {
  const open = (operation['x-policy'] as { open?: string } | undefined)?.open !== undefined;
  if (open) operation['security'] = [];
  if (method === 'post' && !operation['x-repeatable'])
    operation.parameters = [...(operation.parameters ?? []), idempotencyKey];
  for (const parameter of operation.parameters ?? []) nameIds(parameter as Parameter);
  operation.responses['default'] = problemResponse;
  return operation;
}

/** Written once, in the controller: a route without a comment makes no document. */
function commentOf({ operationId }: Operation, comments: ReadonlyMap<string, RouteComment>): RouteComment {
  const comment = comments.get(String(operationId));
  if (!comment) throw new Error(`the route ${String(operationId)} has no comment: say above it what it does`);
  return comment;
}

/** Every path parameter that is an id goes through `uuidParam`. */
function nameIds(parameter: Parameter): void {
  if (parameter.in === 'path' && /(^id|Id)$/.test(parameter.name))
    parameter.schema = { type: 'string', format: 'uuid' };
}

const about = `Times are RFC 3339 in UTC, ids UUIDs, money in minor units with its currency, coordinates WGS-84.
Errors are RFC 9457 problem documents: ${Object.keys(problems).length} kinds, named by the last part of \`type\`.`;

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description:
    'Any new UUID; the same one when the request is repeated: the first answer comes again and nothing is done twice',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
};

const problemResponse = {
  description: 'A problem',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemDocument' } } },
};

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status'],
  properties: {
    type: { type: 'string', enum: Object.keys(problems).map((slug) => `/problems/${slug}`) },
    title: { type: 'string', description: 'In the language of Accept-Language: en or zh' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'message'],
        properties: {
          field: {
            type: 'string',
            description: 'The whole path from the root of the body; parameters and headers by their names',
            example: 'lines[2].quantity',
          },
          message: { type: 'string' },
        },
      },
    },
    correlationId: { type: 'string' },
  },
};

const securitySchemes: NonNullable<OpenAPIObject['components']>['securitySchemes'] = {
  session: { type: 'apiKey', in: 'cookie', name: 'callout_session' },
  apiKey: { type: 'http', scheme: 'bearer', description: 'A key of a site or of an integration: co_…' },
};
