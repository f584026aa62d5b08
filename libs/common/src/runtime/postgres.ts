import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { binaryFolder } from './postgres-binaries.js';
import { explained } from './postgres-errors.js';
import { ensureDataFolder, pathsIn, superuser } from './postgres-init.js';
import { freePort } from './postgres-port.js';
import { preferWhoAsks } from './postgres-priority.js';
import { removeSockets, socketFolder, viaSocket } from './postgres-socket.js';
import { answers, findRunning, isAlive, readPidFile, stopServer } from './postgres-process.js';
import { serverUser, type ServerUser } from './postgres-user.js';

export interface PostgresOptions {
  /** Everything of this server lies here: its data, its superuser's password, its log. */
  folder: string;
  /** By default a free one. */
  port?: number;
  /** Server settings over the defaults, such as `{ fsync: 'off' }`. */
  settings?: Record<string, string>;
}

/** The embedded PostgreSQL that npm brought, running as a child of this process. */
export interface PostgresServer {
  port: number;
  pid: number;
  /** Left running by a Callout that was killed, and taken over. */
  adopted: boolean;
  /** The data folder was made just now. */
  created: boolean;
  /** Connects as superuser: for provisioning, never for a service. */
  url(database?: string): string;
  stop(): Promise<void>;
}

interface Place extends Required<PostgresOptions> {
  binaries: string;
  user: ServerUser;
}

const defaults = {
  listen_addresses: '127.0.0.1',
  max_connections: '120',
  idle_in_transaction_session_timeout: '30s',
  jit: 'off',
  // Batches of events lock the same orders in different order now and then; who waits is not to wait a whole second for that to be seen.
  deadlock_timeout: '100ms',
  // Most tables only grow, and what is asked of them stays the same: while one grows twentyfold it is looked at 13 times, with the usual tenth 31 times.
  autovacuum_analyze_scale_factor: '0.25',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/** After kill -9 its lock and shared memory linger until the last of its children has noticed. */
const lingerMilliseconds = 8_000;
const startMilliseconds = 60_000;

/** Starts the embedded PostgreSQL, makes its data folder first if needed, or takes over one that was left running on this folder. */
export async function launchPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const folder = resolve(options.folder);
  const user = serverUser();
  const binaries = binaryFolder(user);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw explained(error, folder);
  }
  const { data, password } = pathsIn(folder);
  const left = findRunning(data);
  const created = left ? false : ensureDataFolder(folder, binaries, user);
  const secret = readFileSync(password, 'utf8');
  const urlOn =
    (port: number) =>
    (database = 'postgres') =>
      `postgres://${superuser}:${secret}@127.0.0.1:${port}/${database}${viaSocket(folder, port)}`;
  if (left) {
    if (left.ready && (await answers(left.port)))
      return server(left.pid, left.port, { adopted: true, created }, urlOn(left.port));
    await stopServer(left.pid);
  }
  const place = { folder, user, binaries, settings: options.settings ?? {}, port: options.port ?? (await freePort()) };
  removeSockets(folder);
  const pid = await startPatiently(place);
  await preferWhoAsks(pid);
  return server(pid, place.port, { adopted: false, created }, urlOn(place.port));
}

function server(
  pid: number,
  port: number,
  origin: { adopted: boolean; created: boolean },
  url: PostgresServer['url'],
): PostgresServer {
  return { pid, port, ...origin, url, stop: () => stopServer(pid) };
}

async function startPatiently(place: Place): Promise<number> {
  const began = performance.now();
  const { data } = pathsIn(place.folder);
  for (;;) {
    const result = await startOnce(place);
    if ('pid' in result) return result.pid;
    const waited = performance.now() - began;
    if (waited > lingerMilliseconds || !/already exists|shared memory block/.test(result.reason)) {
      throw explained({ message: 'it did not start', stderr: result.reason }, place.folder);
    }
    const lock = readPidFile(data);
    if (lock && !findRunning(data) && waited > 1_000) rmSync(join(data, 'postmaster.pid'), { force: true });
    await pause(200);
  }
}

async function startOnce(place: Place): Promise<{ pid: number } | { reason: string }> {
  const { data, log } = pathsIn(place.folder);
  const output = openSync(log, 'a');
  const before = statSync(log).size;
  const child = spawnServer(place, output);
  closeSync(output);
  let ended: string | undefined;
  child.once('exit', (code, signal) => (ended = `it ended with ${code ?? signal}`));
  child.once('error', (error) => (ended = error.message));
  const until = performance.now() + startMilliseconds;
  while (performance.now() < until && ended === undefined) {
    const file = readPidFile(data);
    if (child.pid !== undefined && file?.pid === child.pid && file.ready) {
      child.unref();
      return { pid: child.pid };
    }
    await pause(10);
  }
  if (child.pid !== undefined && isAlive(child.pid)) child.kill('SIGQUIT');
  const words = readFileSync(log, 'utf8').slice(before).trim().split('\n').slice(-3).join(' ');
  return { reason: `${ended ?? 'it is not ready after a minute'}: ${words}` };
}

/** A group of its own: Ctrl-C in the terminal reaches Callout, which stops the server when the services have ended. */
function spawnServer({ binaries, folder, port, settings, user }: Place, output: number): ChildProcess {
  const all = { ...defaults, unix_socket_directories: socketFolder(folder), ...settings };
  const given = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return spawn(join(binaries, 'postgres'), ['-D', pathsIn(folder).data, '-p', String(port), ...given], {
    ...user,
    cwd: folder,
    detached: true,
    stdio: ['ignore', output, output],
    env: { LC_ALL: 'C' },
  });
}
