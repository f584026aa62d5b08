import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { request } from 'undici';

/** A Monday. Fixed, so that a replay is the same whenever it is run. */
export const replayStartsAt = '2026-03-02T00:00:00.000Z';

export interface DemoWanted {
  country: string;
  subdivisions: readonly string[];
  townWeights: ReadonlyMap<number, number>;
  dailyOrders: number;
}

export interface Server {
  url: string;
  home: string;
  /** Stops what this replay has started; its state is removed unless it is to be kept. */
  stop(keep: boolean): Promise<void>;
}

const readyMilliseconds = 180_000;

/** Starts Callout whole on a state folder of its own, with a demo made for the file and a clock that stands; leaves nothing behind when it is cut off. */
export async function startServer(
  demo: DemoWanted,
  tell: (line: string) => void,
  cutOff?: AbortSignal,
): Promise<Server> {
  const home = mkdtempSync(join(tmpdir(), 'callout-replay-'));
  const plan = join(home, 'plan.json');
  writeFileSync(plan, JSON.stringify(planOf(demo)));
  const port = await freePort();
  const log = join(home, 'server.log');
  const flags = ['--max-semi-space-size=32', ...process.execArgv]; // as `npm start`
  const child = spawn(process.execPath, [...flags, 'dist/apps/standalone/src/main.js'], {
    env: {
      ...process.env,
      PORT: String(port),
      CALLOUT_HOME: home,
      CALLOUT_DEMO: plan,
      // A plan of a second would meet another state in every run; asked for, it is welcome.
      DAY_IMPROVEMENTS: process.env['DAY_IMPROVEMENTS'] ?? 'off',
      LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true, // Ctrl-C is for the replay, which stops the server when it has let go of it
  });
  const output = createWriteStream(log);
  child.stdout.pipe(output);
  child.stderr.pipe(output);
  process.once('exit', () => child.kill('SIGTERM')); // however this program ends, the server ends after it
  const url = `http://127.0.0.1:${port}`;
  const stop = async (keep: boolean) => {
    await ended(child);
    if (keep) tell(`the state is kept; it goes on with: CALLOUT_HOME=${home} CALLOUT_DEMO=${plan} npm start`);
    else await rm(home, { recursive: true, force: true });
  };
  try {
    await untilReady(url, child, log, cutOff);
  } catch (error) {
    await stop(!cutOff?.aborted);
    throw error;
  }
  return { url, home, stop };
}

const planOf = ({ country, subdivisions, townWeights, dailyOrders }: DemoWanted) => ({
  country,
  subdivisions,
  townWeights: [...townWeights].map(([townId, weight]) => ({ townId, weight })),
  dailyOrders,
  clockStandsAt: replayStartsAt,
});

async function untilReady(url: string, child: ChildProcess, log: string, cutOff?: AbortSignal): Promise<void> {
  const until = performance.now() + readyMilliseconds;
  while (performance.now() < until) {
    if (cutOff?.aborted) throw new Error('stopped before Callout was ready');
    if (child.exitCode !== null) throw new Error(`Callout did not start: see ${log}`);
    const answer = await request(`${url}/readyz`).catch(() => undefined);
    await answer?.body.dump();
    if (answer?.statusCode === 200) return;
    await pause(100);
  }
  throw new Error(`Callout was not ready within ${readyMilliseconds / 1_000} s: see ${log}`);
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await Promise.race([once(child, 'exit'), pause(10_000).then(() => child.kill('SIGKILL'))]);
}

async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port was found');
  return address.port;
}
