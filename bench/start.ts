// npm run bench -- start [--runs 3]: time from `npm start` to the first answer, on a clean clone and again later, and memory when nothing is asked.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { printFigures } from './shared/figures.js';
import { memoryOf } from './shared/process-memory.js';

interface Run {
  firstSeconds: number;
  laterSeconds: number;
  stopSeconds: number;
  residentMegabytes: number;
  proportionalMegabytes: number | undefined;
}

interface Started {
  child: ChildProcess;
  seconds: number;
}

const patienceSeconds = 180;
const idleSeconds = 10;

export async function main(options: readonly string[]): Promise<number> {
  const runs: Run[] = [];
  const wanted = Number(options[options.indexOf('--runs') + 1]) || 3;
  for (let run = 1; run <= wanted; run += 1) {
    runs.push(await measure());
    console.error(`run ${run} of ${wanted}: ${JSON.stringify(runs.at(-1))}`);
  }
  const good = printFigures([
    {
      name: 'first start (build, database, demo)',
      unit: 's',
      values: runs.map((run) => run.firstSeconds),
      must: 90,
      aim: 20,
    },
    { name: 'later start', unit: 's', values: runs.map((run) => run.laterSeconds), must: 10, aim: 4 },
    {
      name: 'resident memory of all processes, idle',
      unit: 'MB',
      values: runs.map((run) => run.residentMegabytes),
      must: 900,
      aim: 500,
    },
    { name: 'stop', unit: 's', values: runs.map((run) => run.stopSeconds), must: 5, aim: 2 },
  ]);
  const shares = runs.flatMap(({ proportionalMegabytes = [] }) => proportionalMegabytes);
  if (shares.length > 0)
    console.log(`\nwith shared pages counted once: ${shares.map((value) => value.toFixed(0)).join(', ')} MB`);
  return good ? 0 : 1;
}

/** One clean clone of what is committed, with the packages that are installed here: started, stopped, started again, left alone, stopped. */
async function measure(): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'callout-bench-'));
  chmodSync(folder, 0o755); // PostgreSQL runs as another user when this is root
  try {
    const clone = join(folder, 'callout');
    execFileSync('git', ['clone', '--quiet', '--no-hardlinks', resolve('.'), clone]);
    symlinkSync(resolve('node_modules'), join(clone, 'node_modules'));
    const first = await start(clone);
    const stopSeconds = await stop(first.child);
    const later = await start(clone);
    await pause(idleSeconds * 1000);
    const memory = memoryOf(later.child.pid ?? 0);
    await stop(later.child);
    return {
      firstSeconds: first.seconds,
      laterSeconds: later.seconds,
      stopSeconds,
      residentMegabytes: memory.residentMegabytes,
      proportionalMegabytes: memory.proportionalMegabytes,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Does what `npm start` does, without npm, until the gateway says that it is ready. */
async function start(clone: string): Promise<Started> {
  const port = await freePort();
  const began = performance.now();
  const environment = {
    ...process.env,
    PORT: String(port),
    CALLOUT_HOME: join(clone, '..', 'state'),
    LOG_LEVEL: 'error',
  };
  const child = spawn(process.execPath, ['tools/start.js', 'standalone'], {
    cwd: clone,
    env: environment,
    stdio: 'pipe',
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (data: Buffer) => (said = (said + data.toString()).slice(-4_000)));
  while (!(await isReady(port))) {
    if (child.exitCode !== null) throw new Error(`Callout ended with ${child.exitCode} instead of starting:\n${said}`);
    if (performance.now() - began > patienceSeconds * 1000) {
      await stop(child);
      throw new Error(`Callout was not ready after ${patienceSeconds} s:\n${said}`);
    }
    await pause(20);
  }
  return { child, seconds: secondsSince(began) };
}

async function stop(child: ChildProcess): Promise<number> {
  const began = performance.now();
  const ended = new Promise((done) => child.once('exit', done));
  if (child.exitCode === null) {
    child.kill('SIGTERM');
    await ended;
  }
  return secondsSince(began);
}

async function isReady(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === 'object' && address ? address.port : 0;
}

const secondsSince = (began: number) => (performance.now() - began) / 1000;
