import { type Admin, type Consumer, type EachBatchPayload, Kafka, type KafkaMessage, logLevel } from 'kafkajs';
import { setTimeout as pause } from 'node:timers/promises';
import { topicOf } from '../events/index.js';
import { logger } from '../runtime/logger.js';
import { ArrivalQueue } from './arrival-queue.js';
import type { Arrival } from './arrivals.js';
import { reasonOf } from './failure.js';
import type { Subscriber } from './transport.js';

const batchSize = 200;
const commitMilliseconds = 200;
const retryMilliseconds = 500;

/**
 * Takes what a service hears from the broker into its inbox. Offsets are committed in the background after the inbox has its rows: automatic commits
 * cost 50 ms a message, and a repeated message is harmless. Nothing that a message holds stops the consumer.
 */
export class KafkaConsumer {
  private readonly kafka: Kafka;
  private readonly offsets = new Map<string, { topic: string; partition: number; offset: string }>();
  private readonly queue: ArrivalQueue;
  private consumer: Consumer | undefined;
  private committing: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(
    private readonly subscriber: Subscriber,
    brokers: string[],
  ) {
    this.queue = new ArrivalQueue(subscriber);
    this.kafka = new Kafka({
      clientId: `callout-${subscriber.service}`,
      brokers,
      connectionTimeout: 1_000,
      retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 5 },
      logLevel: logLevel.ERROR,
      logCreator:
        () =>
        ({ log }) =>
          logger.debug({ error: log['error'] as unknown }, `kafka consumer: ${log.message}`),
    });
  }

  /**
   * Takes messages until it is stopped, once `prepare` has succeeded. When the broker goes away, kafkajs ends a consumer for good if the error
   * is of the wrong kind: so each time a new one joins.
   */
  async run(prepare: () => Promise<void>): Promise<void> {
    const topics = [...new Set([...this.subscriber.events.keys()].map(topicOf))];
    let reported = false;
    while (!this.closed) {
      try {
        await prepare();
        if (topics.length === 0) return;
        await this.runUntilCrash(topics, () => (reported = false));
      } catch (error) {
        if (!reported && !this.closed) {
          logger.warn({ reason: reasonOf(error) }, `${this.subscriber.service} takes nothing from Kafka: trying again`);
        }
        reported = true;
        await this.consumer?.disconnect().catch(() => undefined);
        await pause(retryMilliseconds);
      }
    }
  }

  async stop(): Promise<void> {
    this.closed = true;
    clearTimeout(this.committing);
    await this.commit();
    await this.consumer?.disconnect().catch(() => undefined);
  }

  /** Rejects when the consumer has ended, for whatever reason. */
  private async runUntilCrash(topics: string[], onJoined: () => void): Promise<void> {
    const consumer = this.kafka.consumer({
      groupId: groupOf(this.subscriber.service),
      sessionTimeout: 6_000,
      heartbeatInterval: 1_500,
      maxWaitTimeInMs: 300,
      allowAutoTopicCreation: false,
      retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 5, restartOnFailure: async () => false },
    });
    this.consumer = consumer;
    this.offsets.clear();
    consumer.on(consumer.events.GROUP_JOIN, onJoined);
    const crashed = new Promise<never>((_, reject) =>
      consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error)),
    );
    crashed.catch(() => undefined);
    await consumer.connect();
    await consumer.subscribe({ topics, fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: 12,
      eachBatch: (payload) => this.takeBatch(payload),
    });
    await crashed;
  }

  private async takeBatch({ batch, resolveOffset, heartbeat, isRunning, isStale }: EachBatchPayload): Promise<void> {
    for (let from = 0; from < batch.messages.length && isRunning() && !isStale(); from += batchSize) {
      const messages = batch.messages.slice(from, from + batchSize);
      const last = messages.at(-1);
      if (!last || !(await this.takeMessages(batch.topic, batch.partition, messages, isRunning))) return;
      resolveOffset(last.offset);
      this.commitSoon(batch.topic, batch.partition, last.offset);
      await heartbeat();
    }
  }

  /** False if the consumer stops before the database has taken the messages. */
  private async takeMessages(
    topic: string,
    partition: number,
    messages: KafkaMessage[],
    isRunning: () => boolean,
  ): Promise<boolean> {
    const arrivals = messages.map((message) => toArrival(topic, partition, message));
    while (isRunning() && !this.closed) {
      try {
        await this.queue.add(arrivals);
        return true;
      } catch (error) {
        logger.warn({ reason: String(error), topic, partition }, 'the inbox cannot take messages, trying again');
        await pause(retryMilliseconds);
      }
    }
    return false;
  }

  private commitSoon(topic: string, partition: number, offset: string): void {
    this.offsets.set(`${topic} ${partition}`, { topic, partition, offset: String(BigInt(offset) + 1n) });
    this.committing ??= setTimeout(() => {
      this.committing = undefined;
      void this.commit();
    }, commitMilliseconds);
  }

  /** A commit that fails, as in a rebalance, only means that messages come again. */
  private async commit(): Promise<void> {
    const offsets = [...this.offsets.values()];
    this.offsets.clear();
    if (offsets.length > 0) await this.consumer?.commitOffsets(offsets).catch(() => undefined);
  }
}

function toArrival(topic: string, partition: number, { key, value, headers, offset }: KafkaMessage): Arrival {
  const texts = Object.entries(headers ?? {}).map(([name, header]) => [
    name,
    String(Array.isArray(header) ? header[0] : header),
  ]);
  return {
    key: key?.toString() ?? '',
    value,
    headers: Object.fromEntries(texts) as Record<string, string>,
    origin: `${topic}/${partition}/${offset}`,
  };
}

export interface HeardAgain {
  /** How many messages the service will be brought again. */
  messages: number;
  topics: number;
}

/**
 * Sets a service back in what it has taken from the broker: to the first message after `since`, or to the oldest that is kept. It goes forward nowhere, and what
 * the inbox knows is handled once all the same. Throws one sentence while an instance of the service runs.
 */
export async function hearAgain(service: string, brokers: readonly string[], since?: Date): Promise<HeardAgain> {
  const kafka = new Kafka({
    brokers: [...brokers],
    connectionTimeout: 5_000,
    retry: { retries: 5 },
    logLevel: logLevel.NOTHING,
  });
  const admin = kafka.admin();
  await admin.connect();
  try {
    const groupId = groupOf(service);
    await requireNobody(admin, service, groupId);
    let messages = 0;
    const taken = await admin.fetchOffsets({ groupId });
    for (const { topic, partitions } of taken) {
      const offsets = await firstOffsets(admin, topic, since);
      const back = partitions.flatMap(({ partition, offset }) => {
        const first = offsets.get(partition) ?? 0n;
        if (BigInt(offset) <= first) return []; // -1: nothing was taken yet
        messages += Number(BigInt(offset) - first);
        return [{ partition, offset: String(first) }];
      });
      if (back.length > 0) await admin.setOffsets({ groupId, topic, partitions: back });
    }
    return { messages, topics: taken.length };
  } finally {
    await admin.disconnect();
  }
}

/** The consumer group of a service: its instances share what arrives. */
export const groupOf = (service: string) => `callout-${service}`;

async function requireNobody(admin: Admin, service: string, groupId: string): Promise<void> {
  const { groups } = await admin.describeGroups([groupId]);
  const members = groups[0]?.members.length ?? 0;
  if (members > 0)
    throw new Error(`${service} still takes messages (${members} at the broker): stop all its instances first`);
}

async function firstOffsets(admin: Admin, topic: string, since: Date | undefined): Promise<Map<number, bigint>> {
  const found = since
    ? await admin.fetchTopicOffsetsByTimestamp(topic, since.getTime())
    : (await admin.fetchTopicOffsets(topic)).map(({ partition, low }) => ({ partition, offset: low }));
  return new Map(found.map(({ partition, offset }) => [partition, BigInt(offset)]));
}
