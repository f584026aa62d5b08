import { type Arrival, takeIn } from './arrivals.js';
import type { Subscriber } from './transport.js';

interface Waiting {
  arrivals: readonly Arrival[];
  done: () => void;
  failed: (error: unknown) => void;
}

/** Takes the messages of all partitions in together: what arrives while one transaction commits shares the next one. */
export class ArrivalQueue {
  private waiting: Waiting[] = [];
  private running = false;

  constructor(private readonly subscriber: Subscriber) {}

  /** Resolves when the inbox has the messages. Whoever waits for that before the next call keeps the order. */
  add(arrivals: readonly Arrival[]): Promise<void> {
    return new Promise((done, failed) => {
      this.waiting.push({ arrivals, done, failed });
      if (!this.running) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.running = true;
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0);
      try {
        const arrivals = batch.flatMap((one) => one.arrivals);
        const lanes = await this.subscriber.connect((client) => takeIn(client, this.subscriber, arrivals));
        for (const { done } of batch) done();
        this.subscriber.ring(lanes);
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    this.running = false;
  }
}
