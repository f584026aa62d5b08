import { readFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { pathsIn, superuser } from '#common/runtime/postgres-init.js';
import { readPidFile } from '#common/runtime/postgres-process.js';

/** The embedded PostgreSQL of a running Callout, looked at and mistreated from outside. */
export class OutsideDatabase {
  private readonly folder: string;
  private readonly port: number;

  constructor(home: string) {
    this.folder = join(home, 'postgres');
    this.port = this.process().port;
  }

  async query<T extends object>(text: string, values: unknown[] = []): Promise<T[]> {
    const password = readFileSync(pathsIn(this.folder).password, 'utf8');
    const client = new Client({
      connectionString: `postgres://${superuser}:${password}@127.0.0.1:${this.port}/callout`,
    });
    await client.connect();
    try {
      return (await client.query<T>(text, values)).rows;
    } finally {
      await client.end();
    }
  }

  /**
   * Breaks all connections at once, as a crash does, and keeps the server from coming back: its port belongs to somebody else who hangs up on everybody.
   * Resolves with what lets it come back.
   */
  async takeAway(): Promise<() => Promise<void>> {
    process.kill(this.process().pid, 'SIGQUIT');
    const squatter = await this.squat();
    return () => new Promise((resolve) => squatter.close(() => resolve()));
  }

  private async squat(): Promise<Server> {
    for (;;) {
      const squatter = createServer((socket: Socket) => socket.destroy());
      const failed = new Promise<false>((resolve) => squatter.once('error', () => resolve(false)));
      const listening = new Promise<true>((resolve) => squatter.listen(this.port, '127.0.0.1', () => resolve(true)));
      if (await Promise.race([failed, listening])) return squatter;
      await pause(5);
    }
  }

  private process(): { pid: number; port: number } {
    const found = readPidFile(pathsIn(this.folder).data);
    if (!found) throw new Error(`no PostgreSQL runs on ${this.folder}`);
    return found;
  }
}
