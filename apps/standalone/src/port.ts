import { createServer } from 'node:net';

/** Fails with a sentence if nobody can listen there, before any work is done. */
export async function requireFreePort(port: number, host: string): Promise<void> {
  const probe = createServer();
  try {
    await new Promise<void>((done, fail) => {
      probe.once('error', fail);
      probe.listen(port, host, done);
    });
  } catch (error) {
    throw new Error(reasonOf((error as NodeJS.ErrnoException).code, port, host), { cause: error });
  }
  await new Promise((done) => probe.close(done));
}

function reasonOf(code: string | undefined, port: number, host: string): string {
  if (code === 'EADDRINUSE')
    return `port ${port} is taken by another program: stop it, or choose another one with PORT=${port + 1} npm start`;
  if (code === 'EACCES')
    return `port ${port} needs rights that this user does not have: choose one above 1023 with PORT=3000 npm start`;
  return `nobody can listen on ${host}:${port} (${code ?? 'unknown reason'}): choose another HOST or PORT`;
}
