import type { Client } from 'pg';
import { atRest } from './checks/at-rest.js';
import { checkEvents } from './checks/events.js';
import { type Figure, figuresOf } from './checks/figures.js';
import { type CheckResult, checkLedger } from './checks/ledger.js';
import { findUnfinished } from './checks/stuck.js';
import { checkTimelines } from './checks/timelines.js';
import type { ReplayRun } from './replay.js';
import type { TownPlan } from './towns.js';

const mostExceptions = 0.01;

/** Prints the table and the checks; true if everything is as it must be. */
export async function report(
  client: Client,
  run: ReplayRun,
  records: number,
  towns: TownPlan,
  say: (line: string) => void,
): Promise<boolean> {
  const { unfinished, counted, results } = await atRest(client, () => lookAt(client, run));
  const figures: Figure[] = [
    ['groups with a town of their own', towns.groups.matched],
    ['groups given towns by population', towns.groups.unmatched],
    ...counted,
    ['orders not ended', unfinished.open],
    ['orders waiting in exceptions', unfinished.exceptionOrders],
    ...[...unfinished.exceptions].map(([reason, orders]): Figure => [`  because of ${reason}`, orders]),
    ['orders per second', (unfinished.orders / run.seconds).toFixed(1)],
    ['minutes it took', (run.seconds / 60).toFixed(1)],
    ['moves of the clock', run.moves],
  ];
  say(table('what happened', figures));
  say(table('what the simulators did', [...run.counts].toSorted()));
  if (run.failures.size > 0) say(table('what the simulators could not do', [...run.failures].toSorted()));
  for (const fault of [...unfinished.stuck, ...results.flatMap(({ faults }) => faults)].slice(0, 20)) say(`  ${fault}`);
  const share = unfinished.orders === 0 ? 0 : unfinished.exceptionOrders / unfinished.orders;
  const failures = [...run.failures.values()].reduce((sum, number) => sum + number, 0);
  say(
    `exceptions: ${share <= mostExceptions ? 'ok' : 'TOO MANY'} (${(share * 100).toFixed(2)} %, at most ${mostExceptions * 100} %)`,
  );
  const missing = run.interrupted ? 0 : missingRecords(run, records);
  say(`records: ${missing === 0 ? 'ok' : `${missing} NOT REPORTED AND CLOSED`} (of ${records})`);
  say(`refused requests: ${failures}`);
  say(`stuck: ${unfinished.stuck.length}`);
  for (const result of results) say(lineOf(result));
  const nothingLost = missing === 0 && failures === 0;
  const orderly = unfinished.stuck.length === 0 && share <= mostExceptions;
  return nothingLost && orderly && results.every(({ faults }) => faults.length === 0);
}

async function lookAt(client: Client, { now }: ReplayRun) {
  const unfinished = await findUnfinished(client, now);
  const counted = await figuresOf(client);
  const results = [await checkLedger(client), await checkEvents(client), await checkTimelines(client)];
  return { unfinished, counted, results };
}

/** Every record must have become a request, and every request must have been closed by a customer who is satisfied in the end. */
function missingRecords({ counts }: ReplayRun, records: number): number {
  const done = ['requests: opened', 'call-backs: satisfied'].map((name) => counts.get(name) ?? 0);
  return Math.max(...done.map((number) => Math.abs(records - number)));
}

const lineOf = ({ name, looked, faults }: CheckResult) =>
  `${name}: ${faults.length === 0 ? 'ok' : `${faults.length} FAULTS`} (${looked} looked at)`;

function table(title: string, figures: readonly (readonly [string, string | number])[]): string {
  const width = Math.max(...figures.map(([name]) => name.length));
  return [
    `\n${title}`,
    ...figures.map(([name, value]) => `  ${name.padEnd(width)}  ${String(value).padStart(10)}`),
  ].join('\n');
}
