import { randomUUID } from 'node:crypto';
import { request } from 'undici';
import { type Document, type Operation } from '../fuzz/document.js';
import { Random } from '../fuzz/random.js';
import { validValue } from '../fuzz/valid-values.js';
import { repaired } from '../stories/scene.js';
import type { Things } from './things.js';

export interface Asked {
  status: number;
  text: string;
}

/**
 * Asks an operation about things of one site. What would change something is asked so that it must be refused if the caller gets as far: with a
 * version that nobody has seen, or with a field that nobody knows. (An attachment does get in: it is only added.)
 */
export async function ask(
  url: string,
  operation: Operation,
  things: Things,
  headers: Readonly<Record<string, string>>,
  document: Document,
): Promise<Asked> {
  const { method, path, parameters } = operation;
  const random = new Random(1);
  const versioned = parameters.some(({ name }) => name === 'If-Match');
  const query = parameters
    .filter((parameter) => parameter.in === 'query' && parameter.required)
    .map(({ name, schema }) => `${name}=${encodeURIComponent(String(validValue(schema, document, random)))}`);
  const answer = await request(`${url}${filled(path, things)}${query.length > 0 ? `?${query.join('&')}` : ''}`, {
    method: method as 'GET',
    headers: {
      ...headers,
      ...(method === 'POST' && { 'idempotency-key': randomUUID() }),
      ...(versioned && { 'if-match': '"999999"' }),
      ...(operation.body && { 'content-type': 'application/json' }),
    },
    ...(operation.body && { body: JSON.stringify(bodyOf(operation, document, random, versioned)) }),
  });
  if (!path.endsWith('/stream') || answer.statusCode !== 200) {
    return { status: answer.statusCode, text: await answer.body.text() };
  }
  answer.body.on('error', () => undefined).destroy(); // it never ends by itself
  return { status: answer.statusCode, text: '' };
}

/** Where the smallest body that the document allows breaks a rule that comes before the thing itself. */
const bodies: Readonly<Record<string, object>> = {
  'POST /api/v1/offers/{id}/counter': { start: '2026-03-09T10:00:00Z' },
  'POST /api/v1/visits/{id}/finish': repaired,
  'POST /api/v1/technicians/{id}/absences': { from: '2026-03-09T10:00:00Z', to: '2026-03-10T10:00:00Z' },
  'POST /api/v1/requests/{id}/arrival-code': { visitId: '01936f6e-8a00-7000-8000-00000000dead', code: '000000' },
  'POST /api/v1/requests/{id}/attachments': { name: 'a.txt', contentType: 'text/plain', contentBase64: 'YQ==' },
};

function bodyOf({ name, body = {} }: Operation, document: Document, random: Random, versioned: boolean): unknown {
  const known = bodies[name];
  if (known) return known;
  const valid = validValue(body, document, random) as object;
  return versioned ? valid : { ...valid, unheardOf: 1 };
}

const nothing = '01936f6e-8a00-7000-8000-00000000dead';

/** `/api/v1/offers/{id}` with the site's offer; things that belong to no site are asked for by an id that is nowhere. */
function filled(path: string, things: Things): string {
  const noun = path.split('/')[3] ?? '';
  let first = true;
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (name === 'service') return 'gateway';
    if (name === 'fingerprint') return '0123456789abcdef';
    if (name === 'grade' || name === 'code') return 'nowhere';
    const id = first ? (things[noun] ?? nothing) : (name === 'attachmentId' && things['attachments']) || nothing;
    first = false;
    return id;
  });
}
