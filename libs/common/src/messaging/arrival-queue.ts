import { type Arrival, takeIn, takeInOrBury } from './arrivals.js';
import { isNobodysFault } from './failure.js';
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
        const lanes = await this.take(batch.flatMap(({ arrivals }) => arrivals));
        for (const { done } of batch) done();
        this.subscriber.ring(lanes);
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    this.running = false;
  }

  /** One message that the database cannot store must not keep the others out: then each is taken for itself. */
  private async take(arrivals: readonly Arrival[]): Promise<number[]> {
    const { subscriber } = this;
    try {
      return await subscriber.connect((client) => takeIn(client, subscriber, arrivals));
    } catch (error) {
      if (isNobodysFault(error)) throw error;
    }
    const lanes: number[] = [];
    for (const arrival of arrivals)
      lanes.push(...(await subscriber.connect((client) => takeInOrBury(client, subscriber, arrival))));
    return lanes;
  }
}
