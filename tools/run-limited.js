// A child process and all it started, with a limit of time.
import { spawn } from 'node:child_process';

const running = new Set();
// Whatever ends this process ends what it runs: a group of its own does not hear Ctrl-C.
process.once('exit', () => running.forEach((child) => signalGroup(child, 'SIGTERM')));

/** Exit code of the command, 'late' when it had to be ended after `minutes`, with everything it started. */
export async function runLimited(command, args, { minutes, ...options }) {
  const child = spawn(command, args, { ...options, detached: true });
  running.add(child);
  const ended = new Promise((resolve, reject) => child.once('close', resolve).once('error', reject));
  let isLate = false;
  const atLimit = setTimeout(() => {
    isLate = true;
    signalGroup(child, 'SIGTERM');
    // A process in an endless loop hears nothing else.
    setTimeout(() => signalGroup(child, 'SIGKILL'), 10_000).unref();
  }, minutes * 60_000);
  try {
    const code = await ended;
    if (isLate) signalGroup(child, 'SIGKILL');
    return isLate ? 'late' : code;
  } finally {
    clearTimeout(atLimit);
    running.delete(child);
  }
}

function signalGroup({ pid }, signal) {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
