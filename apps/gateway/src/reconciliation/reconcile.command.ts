import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { ReconciliationView } from './reconciliation.dto.js';

const usage = `npm run reconcile -- --url <gateway> [--repair] [--settled-for <seconds>]
  CALLOUT_USER and CALLOUT_PASSWORD: an administrator. --repair replays the dead letters behind the differences.`;

const patienceMilliseconds = 60_000;

interface Options {
  url: string;
  repair: boolean;
  settledFor: string | undefined;
}

/** The operator's command: all pages of the reconciliation, one line a difference. Answers how many there were; throws with one sentence. */
export async function reconcileCommand(
  given: readonly string[],
  { CALLOUT_USER: name, CALLOUT_PASSWORD: password }: NodeJS.ProcessEnv,
  print: (line: string) => void,
): Promise<number> {
  const options = optionsOf(given);
  if (!name || !password) throw new Error(usage);
  const cookie = await signIn(options.url, name, password);
  const ask = <T>(method: 'GET' | 'POST', path: string) => call<T>(options.url, cookie, method, path);
  const total = { compared: 0, skipped: 0, differences: 0, replayed: 0 };
  const replayed = new Set<string>();
  let after: string | undefined;
  do {
    const page = await ask<ReconciliationView>('GET', `/reconciliation?${queryOf(after, options.settledFor)}`);
    total.compared += page.compared;
    total.skipped += page.skipped;
    total.differences += page.differences.length;
    for (const { kind, requestId, repairOrderId = '-', says, unhandled } of page.differences) {
      print(`${kind}  ${requestId}  ${repairOrderId}  ${says}${whyOf(unhandled)}`);
      for (const { service, deadLetterId } of unhandled) {
        if (!options.repair || !deadLetterId || replayed.has(deadLetterId)) continue;
        await ask('POST', `/services/${service}/dead-letters/${deadLetterId}/replay`);
        replayed.add(deadLetterId);
      }
    }
    after = page.next;
  } while (after !== undefined);
  print(`${total.compared} requests compared, ${total.skipped} changed too recently, ${total.differences} differences`);
  if (options.repair) print(`${replayed.size} dead letters replayed: run again to see what is left`);
  return total.differences;
}

const whyOf = (unhandled: ReconciliationView['differences'][number]['unhandled']) =>
  unhandled
    .map(
      ({ service, consumer, type, state, deadLetterId }) =>
        `; ${state} in ${service}: ${consumer} ${type}${deadLetterId ? ` (${deadLetterId})` : ''}`,
    )
    .join('');

function optionsOf(given: readonly string[]): Options {
  try {
    const { values } = parseArgs({
      args: [...given],
      options: { url: { type: 'string' }, repair: { type: 'boolean' }, 'settled-for': { type: 'string' } },
    });
    const { url = '', repair = false, 'settled-for': settledFor } = values;
    return { url: new URL(url).origin, repair, settledFor };
  } catch {
    throw new Error(usage);
  }
}

function queryOf(after: string | undefined, settledFor: string | undefined): string {
  const query = new URLSearchParams();
  if (after !== undefined) query.set('after', after);
  if (settledFor !== undefined) query.set('settledForSeconds', settledFor);
  return query.toString();
}

async function signIn(url: string, name: string, password: string): Promise<string> {
  const answer = await fetch(`${url}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, password }),
    signal: AbortSignal.timeout(patienceMilliseconds),
  });
  if (!answer.ok) throw new Error(`${url} did not let ${name} in: ${answer.status}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

async function call<T>(url: string, cookie: string, method: 'GET' | 'POST', path: string): Promise<T> {
  const answer = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { cookie, ...(method === 'POST' && { 'idempotency-key': randomUUID(), 'x-callout-request': '1' }) },
    signal: AbortSignal.timeout(patienceMilliseconds),
  });
  if (!answer.ok)
    throw new Error(`${method} ${path} answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
  return (await answer.json()) as T;
}
