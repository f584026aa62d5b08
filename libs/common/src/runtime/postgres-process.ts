import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const patienceMilliseconds = 3_000;

/** Whether the process runs. A zombie counts as dead: in containers process 1 may reap it late or never. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return process.platform !== 'linux';
  }
}

export interface PidFile {
  pid: number;
  port: number;
  ready: boolean;
}

/** What a PostgreSQL that runs, or was killed, has written about itself. */
export function readPidFile(dataFolder: string): PidFile | undefined {
  const file = join(dataFolder, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/** The PostgreSQL that runs on this folder. The number alone may long belong to another program. */
export function findRunning(dataFolder: string): PidFile | undefined {
  const file = readPidFile(dataFolder);
  return file && isAlive(file.pid) && commandOf(file.pid, dataFolder).includes(dataFolder) ? file : undefined;
}

function commandOf(pid: number, otherwise: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return otherwise; // no /proc on macOS: believe the file
  }
}

/** Whether something accepts connections on this port of this machine. */
export function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/** Fast shutdown: open transactions are rolled back. If that takes too long, the server is cut off and repairs itself at the next start. */
export async function stopServer(pid: number): Promise<void> {
  const until = performance.now() + patienceMilliseconds;
  if (isAlive(pid)) process.kill(pid, 'SIGINT');
  while (isAlive(pid)) {
    if (performance.now() > until) process.kill(pid, 'SIGQUIT');
    await pause(performance.now() > until ? 200 : 10);
  }
}
