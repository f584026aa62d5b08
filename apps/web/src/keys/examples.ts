/** One call of the API as a site's program sends it; words in capitals are what the program fills in. */
export interface ExampleCall {
  name: 'offers' | 'accept' | 'finish';
  method: 'GET' | 'POST';
  /** From the root, with the query. */
  path: string;
  /** A write goes once, on the version that was seen. */
  write?: { key: string; version: string; body: object };
}

/** Stands where the key goes: a page never shows a key that it does not have to. */
export const placeholderKey = 'co_YOUR_KEY';

/** What a site does with each order, from the offer to the end of the visit. */
export const exampleCalls: readonly ExampleCall[] = [
  { name: 'offers', method: 'GET', path: '/api/v1/offers?status=pending' },
  {
    name: 'accept',
    method: 'POST',
    path: '/api/v1/offers/OFFER_ID/accept',
    write: { key: 'accept-OFFER_ID', version: 'OFFER_VERSION', body: { technicianId: 'TECHNICIAN_ID' } },
  },
  {
    name: 'finish',
    method: 'POST',
    path: '/api/v1/visits/VISIT_ID/finish',
    write: {
      key: 'finish-VISIT_ID',
      version: 'VISIT_VERSION',
      body: {
        outcome: 'repaired',
        faultCode: 'FAULT_CODE',
        remedyCode: 'REMEDY_CODE',
        partsUsed: [{ partId: 'PART_ID', quantity: 1 }],
      },
    },
  },
];

/** For a POSIX shell. */
export function curlOf(call: ExampleCall, origin: string): string {
  const post = call.method === 'GET' ? '' : `-X ${call.method} `;
  return [
    `curl ${post}'${origin}${call.path}'`,
    ...headersOf(call).map(([name, value]) => `-H '${name}: ${value}'`),
    ...(call.write ? [`-d '${JSON.stringify(call.write.body)}'`] : []),
  ].join(' \\\n  ');
}

/** Without any package: `fetch` of Node 18 and later, or of a browser. */
export function typescriptOf(call: ExampleCall, origin: string): string {
  const headers = headersOf(call).map(([name, value]) => `    '${name}': '${value}',`);
  return [
    `const answer = await fetch('${origin}${call.path}', {`,
    ...(call.method === 'GET' ? [] : [`  method: '${call.method}',`]),
    '  headers: {',
    ...headers,
    '  },',
    ...(call.write ? [`  body: JSON.stringify(${JSON.stringify(call.write.body)}),`] : []),
    '});',
    'const body = await answer.json();',
    'if (!answer.ok) throw new Error(body.detail);',
    'console.log(body);',
  ].join('\n');
}

function headersOf({ write }: ExampleCall): [name: string, value: string][] {
  const who: [string, string] = ['Authorization', `Bearer ${placeholderKey}`];
  if (!write) return [who];
  return [
    who,
    ['Idempotency-Key', write.key],
    ['If-Match', `"${write.version}"`],
    ['Content-Type', 'application/json'],
  ];
}
