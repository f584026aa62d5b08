import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Problem } from '#common/http/problems.js';
import { Loop } from '#common/messaging/loop.js';
import { isAfter, type Position, type StoredFact, streamStart } from '../core/facts.js';
import { FactTechnicians } from './fact-technicians.js';
import { FactsReader } from './facts-reader.js';
import type { StreamClient } from './stream-client.js';
import { StreamSignal } from './stream-signal.js';

const pageSize = 200;
/** Facts of other instances, and those that had to wait for an older transaction, are found by looking. */
const lookMilliseconds = 40;
/** One look for all that is committed within this time. */
const gatherMilliseconds = 5;
const idleMilliseconds = 1_000;
/** Looks that find nothing before it is asked whether the database is still the one that the cursor is of: about each second. */
const looksUntilDoubt = 25;
const mostClients = 5_000;

/** Reads the facts once for all open streams of this process; a client that resumes catches up by itself before it joins the others. */
@Injectable()
export class StreamHub implements OnModuleDestroy {
  private readonly clients = new Set<StreamClient>();
  private readonly loop = new Loop('live stream', () => this.turn());
  private cursor: Position | undefined;
  private closed = false;
  private emptyLooks = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly reader: FactsReader,
    private readonly technicians: FactTechnicians,
    signal: StreamSignal,
  ) {
    signal.listen(() => this.loop.ring());
  }

  /** Where a new client begins. */
  async now(): Promise<Position> {
    return this.cursor ?? this.reader.end();
  }

  /** Sends the client what it has missed since its position, then everything new. */
  async join(client: StreamClient): Promise<void> {
    if (this.closed || this.clients.size >= mostClients) {
      throw new Problem('service-unavailable', 'no more streams can be opened here: try again in a moment', {
        retryAfterSeconds: 2,
      });
    }
    this.clients.add(client);
    await this.requireCursor();
    this.loop.start();
    this.loop.ring();
    await this.catchUp(client);
  }

  leave(client: StreamClient): void {
    this.clients.delete(client);
  }

  /** Resolves when everything that is committed by now has been sent to all open streams. */
  async caughtUp(): Promise<void> {
    while (!this.closed && this.clients.size > 0 && (await this.reader.anyAfter(await this.requireCursor()))) {
      await new Promise<void>((resolve) => {
        this.waiting.push(resolve);
        this.loop.ring();
      });
    }
  }

  /** Streams end before the server does: an open one would hold it. */
  async onModuleDestroy(): Promise<void> {
    this.closed = true;
    for (const client of this.clients) client.end();
    this.clients.clear();
    this.wakeWaiting();
    await this.loop.stop();
  }

  private async catchUp(client: StreamClient): Promise<void> {
    while (client.open) {
      const facts = await this.read(client.position, [client]);
      for (const fact of facts) client.send(fact);
      await client.calm();
      const behind = isAfter(this.cursor ?? streamStart, client.position);
      if (facts.length < pageSize && !behind) break;
    }
    client.live = true;
  }

  /** Whoever asks first decides: a later end would pass over what a client that has just caught up still waits for. */
  private async requireCursor(): Promise<Position> {
    if (this.cursor) return this.cursor;
    const end = await this.reader.end();
    return (this.cursor ??= end);
  }

  /** The next facts, for these clients as they are when it returns: whoever comes while it is asked is asked for too. */
  private async read(after: Position, clients: Iterable<StreamClient>): Promise<StoredFact[]> {
    const facts = await this.reader.after(after, pageSize);
    const hasTechnician = [...clients].some(({ isOfTechnician }) => isOfTechnician);
    return hasTechnician ? this.technicians.tell(facts) : facts;
  }

  private async turn(): Promise<number> {
    try {
      return await this.sendNew();
    } finally {
      this.wakeWaiting();
    }
  }

  private wakeWaiting(): void {
    for (const wake of this.waiting.splice(0)) wake();
  }

  private async sendNew(): Promise<number> {
    if (this.clients.size === 0) {
      this.cursor = undefined;
      return idleMilliseconds;
    }
    if (this.waiting.length === 0) await pause(gatherMilliseconds);
    const facts = await this.read(await this.requireCursor(), this.clients);
    for (const client of this.clients) {
      if (client.live && facts.length > 0) client.cutOffIfBehind();
      if (!client.open) this.leave(client);
      else if (client.live) for (const fact of facts) client.send(fact);
    }
    this.cursor = facts.at(-1)?.position ?? this.cursor;
    this.emptyLooks = facts.length === 0 ? this.emptyLooks + 1 : 0;
    if (this.emptyLooks >= looksUntilDoubt) await this.doubt();
    return facts.length === pageSize ? 0 : lookMilliseconds;
  }

  /** A backup may be restored under a running gateway: the cursor is then ahead of everything that is recorded. */
  private async doubt(): Promise<void> {
    this.emptyLooks = 0;
    if (!(await this.reader.forgetForeign(this.cursor))) return;
    this.cursor = undefined;
    const cursor = await this.requireCursor();
    for (const client of this.clients) client.startAgain(cursor);
  }
}
