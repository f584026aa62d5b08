import { setTimeout as pause } from 'node:timers/promises';
import { sendAll } from '#common/database/client.js';
import { acceptStatement } from '#common/messaging/accept.js';
import type { EventTransport, OutboxEvent, Route, Subscriber } from '#common/messaging/transport.js';

interface Delivery {
  subscriber: Subscriber;
  routes: readonly Route[];
  event: OutboxEvent;
  dueAt: number;
}

/**
 * The worst that a correct broker may do: everything comes twice and late, in another order at each listening service; only the events of one
 * aggregate keep theirs, as those of one partition do. The second copy may come long after the first.
 */
export class RoughTransport implements EventTransport {
  readonly counts = { events: 0, deliveries: 0 };
  private readonly subscribers: Subscriber[] = [];
  /** First copies, by what must stay in order. */
  private readonly queues = new Map<string, Delivery[]>();
  private readonly copies: Delivery[] = [];
  private open = false;
  private loop: Promise<void> | undefined;

  constructor(
    private readonly random: () => number,
    private readonly latestMilliseconds: number,
  ) {}

  register(subscriber: Subscriber): void {
    this.subscribers.push(subscriber);
  }

  deliverAtCommit(): undefined {}

  async publish(_service: string, events: readonly OutboxEvent[]): Promise<() => void> {
    this.counts.events += events.length;
    for (const event of events) for (const subscriber of this.subscribers) this.keep(subscriber, event);
    return () => undefined;
  }

  async start(): Promise<void> {
    if (this.open) return;
    this.open = true;
    this.loop = this.run();
  }

  async stop(): Promise<void> {
    this.open = false;
    await this.loop;
  }

  get idle(): boolean {
    return this.queues.size === 0 && this.copies.length === 0;
  }

  private keep(subscriber: Subscriber, event: OutboxEvent): void {
    const routes = subscriber.routes.filter(({ type }) => type === event.type);
    if (routes.length === 0) return;
    const delivery = { subscriber, routes, event, dueAt: this.later() };
    const name = `${subscriber.service} ${event.type.split('.').slice(0, 2).join('.')} ${event.key}`;
    this.queues.set(name, [...(this.queues.get(name) ?? []), delivery]);
  }

  private async run(): Promise<void> {
    while (this.open) {
      const ready = this.ready();
      const delivery = ready[Math.floor(this.random() * ready.length)];
      if (delivery) await delivery();
      else await pause(2);
    }
  }

  /** What may be delivered next. */
  private ready(): (() => Promise<void>)[] {
    const now = performance.now();
    const firsts = [...this.queues].flatMap(([name, queue]) =>
      queue[0] && queue[0].dueAt <= now ? [() => this.first(name, queue)] : [],
    );
    const due = this.copies.filter(({ dueAt }) => dueAt <= now);
    return [...firsts, ...due.map((copy) => () => this.again(copy))];
  }

  private async first(name: string, queue: Delivery[]): Promise<void> {
    const [delivery, ...rest] = queue;
    if (!delivery) return;
    await this.deliver(delivery);
    this.copies.push({ ...delivery, dueAt: this.later() });
    const added = (this.queues.get(name) ?? []).slice(queue.length);
    const left = [...rest, ...added];
    if (left.length > 0) this.queues.set(name, left);
    else this.queues.delete(name);
  }

  private async again(copy: Delivery): Promise<void> {
    this.copies.splice(this.copies.indexOf(copy), 1);
    await this.deliver(copy);
  }

  private async deliver({ subscriber, routes, event }: Delivery): Promise<void> {
    this.counts.deliveries += 1;
    const statement = acceptStatement(routes.map(({ consumer }) => ({ consumer, event })));
    const lanes = await subscriber.connect(async (client) => {
      const [answer] = await sendAll(client, [statement]);
      return (answer?.rows[0]?.['lanes'] as number[] | null | undefined) ?? [];
    });
    subscriber.ring(lanes);
  }

  private later(): number {
    return performance.now() + this.random() ** 3 * this.latestMilliseconds;
  }
}
