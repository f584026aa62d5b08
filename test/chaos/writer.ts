// `node writer.js <plan.json>`: a customer of the API who never gives up. Begins writes at a steady pace, repeats each with its Idempotency-Key until it is
// acknowledged, and notes every acknowledgement. SIGTERM: begins no more, ends when all are acknowledged. Knows Callout by its API alone.
import { randomUUID } from 'node:crypto';
import { appendFileSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Acknowledged, WritingEnd, WritingPlan } from './plan.js';

const plan = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as WritingPlan;
const patienceMilliseconds = 90_000;
const attemptMilliseconds = 12_000;
/** Before a repetition: the longer, the more often it was in vain. */
const betweenMilliseconds = { first: 100, most: 1_600 };
/** More than that wait for each other: a queue without an end would only measure itself. */
const mostOpen = 100;

interface Write {
  kind: Acknowledged['kind'];
  path: string;
  body: object;
  quantity: number;
}

const refused: string[] = [];
let begun = 0;
let open = 0;
let stopping = false;
process.once('SIGTERM', () => (stopping = true));

const cookie = await signIn();
process.stdout.write('writing\n');
await writeSteadily();
await untilAllAnswered();
const end: WritingEnd = { begun, refused, unanswered: open };
note(end);
process.exit(0);

async function signIn(): Promise<string> {
  const answer = await fetch(`${plan.gateways[0]}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'admin', password: plan.password }),
  });
  const [set] = answer.headers.getSetCookie();
  if (!set) throw new Error(`the writer cannot sign in: ${answer.status} ${await answer.text()}`);
  return set.split(';')[0] ?? '';
}

/** Keeps the pace while answers come; what could not be begun during an outage is begun after it. */
async function writeSteadily(): Promise<void> {
  const began = performance.now();
  while (!stopping) {
    const due = Math.floor(((performance.now() - began) / 1000) * plan.perSecond);
    while (begun < due && open < mostOpen) void writeUntilAcknowledged(begun++);
    await pause(10);
  }
}

async function untilAllAnswered(): Promise<void> {
  const until = performance.now() + patienceMilliseconds;
  while (open > 0 && performance.now() < until) await pause(20);
}

async function writeUntilAcknowledged(number: number): Promise<void> {
  open += 1;
  const key = `chaos-${randomUUID()}`;
  const write = number % plan.reportEvery === 0 ? report(key) : receipt(key, number);
  const begunAt = Date.now();
  for (let attempts = 1; ; attempts += 1) {
    const answer = await attempt(write, key, number + attempts);
    if (answer?.ok) {
      const { kind, quantity } = write;
      const { id, partId } = (await answer.json()) as { id?: string; partId?: string };
      note({ kind, key, quantity, id: id ?? partId ?? '', begunAt, acknowledgedAt: Date.now(), attempts });
      break;
    }
    if (answer && answer.status < 500 && answer.status !== 429 && !(await isStillRunning(answer))) break;
    await pause(Math.min(betweenMilliseconds.most, betweenMilliseconds.first * 2 ** (attempts - 1)));
  }
  open -= 1;
}

/** Undefined if there was no answer. */
async function attempt({ path, body }: Write, key: string, turn: number): Promise<Response | undefined> {
  const gateway = plan.gateways[turn % plan.gateways.length];
  const headers = { cookie, 'x-callout-request': '1', 'content-type': 'application/json', 'idempotency-key': key };
  try {
    const answer = await fetch(`${gateway}/api/v1${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(attemptMilliseconds),
    });
    return new Response(await answer.text(), { status: answer.status });
  } catch {
    return undefined;
  }
}

/** The first try with this key is not over yet. Any other refusal is one too many. */
async function isStillRunning(answer: Response): Promise<boolean> {
  const text = await answer.text();
  const running = answer.status === 409 && text.includes('still running');
  if (!running) refused.push(`${answer.status} ${text}`);
  return running;
}

function report(key: string): Write {
  const body = {
    channel: 'phone',
    customer: { name: `Customer of ${key}`, address: { street: 'Queen Street 4', place: plan.place } },
    asset: { productCode: plan.productCode, serialNumber: key },
    problem: 'does not start any more',
    visit: true,
  };
  return { kind: 'report', path: '/requests', body, quantity: 1 };
}

function receipt(key: string, number: number): Write {
  const quantity = 1 + (number % 5);
  const partId = plan.partIds[number % plan.partIds.length];
  const body = { partId, locationId: plan.locationId, quantity, reason: key };
  return { kind: 'receipt', path: '/stock-movements/receipts', body, quantity };
}

function note(line: Acknowledged | WritingEnd): void {
  appendFileSync(plan.file, `${JSON.stringify(line)}\n`);
}
