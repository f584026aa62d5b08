import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Longer names of sockets are cut off by the system. */
const longestSocketName = 100;

/**
 * Makes sure that one Callout at a time uses a data folder, by listening on a socket in it: unlike a file with a process number, it cannot
 * outlive its process. Whoever comes second learns from it what runs there. Returns how to let go.
 */
export async function lockFolder(home: string, about: string): Promise<() => Promise<void>> {
  const name = socketName(home);
  const owner = await ask(name);
  if (owner !== undefined) {
    throw new Error(`Callout already runs on ${home} (${owner}): stop it first, or choose another CALLOUT_HOME`);
  }
  rmSync(name, { force: true });
  const server = await listen(name, about);
  return () => new Promise((done) => server.close(() => done()));
}

function socketName(home: string): string {
  const inside = join(resolve(home), 'running.sock');
  if (inside.length < longestSocketName) return inside;
  return join(tmpdir(), `callout-${createHash('sha256').update(inside).digest('hex').slice(0, 16)}.sock`);
}

function ask(name: string): Promise<string | undefined> {
  return new Promise((done) => {
    const socket = connect(name);
    let answer = '';
    socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
    socket.once('end', () => done(answer));
    socket.once('error', () => done(undefined));
  });
}

function listen(name: string, about: string): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.end(about);
  });
  server.unref();
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(name, () => done(server));
  });
}
