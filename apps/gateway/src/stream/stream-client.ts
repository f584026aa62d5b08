import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import {
  dataForSite,
  isAfter,
  type Listening,
  type Position,
  positionText,
  type StoredFact,
  wants,
} from '../core/facts.js';

/** A client that leaves this much unread is cut off; it comes back with Last-Event-ID and misses nothing. */
const mostUnreadBytes = 1_048_576;
const calmBytes = 131_072;
const graceMilliseconds = 1_000;

/** One open stream. */
export class StreamClient {
  /** Everything up to here was sent, or was not for this client. */
  position: Position;
  live = false;

  constructor(
    private readonly response: ServerResponse,
    private readonly listening: Listening,
    position: Position,
  ) {
    this.position = position;
    response.on('error', () => this.end());
  }

  /** It is asked whose the orders and offers are that facts are about. */
  get isOfTechnician(): boolean {
    return this.listening.technicianId !== undefined;
  }

  get open(): boolean {
    return !this.response.writableEnded && !this.response.destroyed;
  }

  /** Sends the fact if it is for this client and new to it. */
  send(fact: StoredFact): void {
    if (!isAfter(fact.position, this.position)) return;
    this.position = fact.position;
    if (!this.open || !wants(this.listening, fact)) return;
    this.response.write(this.textOf(fact));
  }

  /** Between two pages of facts: whoever has not read the one before by now is cut off. A page alone may be larger than what may stay unread. */
  cutOffIfBehind(): void {
    if (this.response.writableLength > mostUnreadBytes) this.response.destroy();
  }

  /** Waits until the client has read most of what it was sent. */
  async calm(): Promise<void> {
    if (!this.open || this.response.writableLength < calmBytes) return;
    await Promise.race([once(this.response, 'drain'), once(this.response, 'close')]).catch(() => undefined);
  }

  /** The client's picture is older than what is kept: it must read the board anew. */
  reset(): void {
    this.response.write(
      'event: reset\ndata: {"reason":"facts after this Last-Event-ID are no longer kept: read the board again"}\n\n',
    );
  }

  /** The same for one that is connected: facts come from `position` on. */
  startAgain(position: Position): void {
    this.position = position;
    if (this.open) this.reset();
  }

  heartbeat(): void {
    this.response.write(': heartbeat\n\n');
  }

  /** Ends the stream politely; a client that does not take even that is cut off. */
  end(): void {
    this.response.end();
    setTimeout(() => this.response.destroy(), graceMilliseconds).unref();
  }

  private textOf({ position, eventId, type, key, siteId, occurredAt, data }: StoredFact): string {
    const seen = this.listening.siteId === undefined ? data : dataForSite({ type, data });
    const body = JSON.stringify({ id: eventId, type, key, ...(siteId && { siteId }), occurredAt, data: seen });
    return `id: ${positionText(position)}\nevent: ${type}\ndata: ${body}\n\n`;
  }
}
