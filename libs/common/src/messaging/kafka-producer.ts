import { CompressionTypes, Kafka, logLevel, Partitioners, type Producer } from 'kafkajs';
import { topicOf } from '../events/index.js';
import { logger } from '../runtime/logger.js';
import { toWire } from './cloud-event.js';
import { reasonOf } from './failure.js';
import { Unavailable } from './loop.js';
import type { OutboxEvent } from './transport.js';

const partitions = 12;
const worthCompressing = 50;

const dayMilliseconds = 86_400_000;
/** A service may be away for so long and still hear everything; at most a day more lies there, since whole segments go. Inboxes remember longer. */
const kept = [
  { name: 'retention.ms', value: String(7 * dayMilliseconds) },
  { name: 'segment.ms', value: String(dayMilliseconds) },
];

/** Sends the events of one service to the broker and makes their topics. Measured through broker kills: docs/adr/0005-kafka-at-the-edge.md. */
export class KafkaProducer {
  private readonly kafka: Kafka;
  private readonly topics = new Set<string>();
  private producer: Producer | undefined;

  constructor(
    private readonly service: string,
    brokers: string[],
  ) {
    this.kafka = new Kafka({
      clientId: `callout-${service}`,
      brokers,
      connectionTimeout: 1_000,
      requestTimeout: 5_000,
      retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 3 },
      logLevel: logLevel.ERROR,
      logCreator:
        () =>
        ({ log }) =>
          logger.debug({ error: log['error'] as unknown }, `kafka producer: ${log.message}`),
    });
  }

  /** Makes the topics that are missing; all events of an aggregate lie in one partition, so their number never changes. */
  async ensureTopics(names: readonly string[]): Promise<void> {
    const missing = [...new Set(names)].filter((name) => !this.topics.has(name));
    if (missing.length === 0) return;
    const admin = this.kafka.admin();
    try {
      await admin.connect();
      const there = new Set(await admin.listTopics());
      const topics = missing
        .filter((topic) => !there.has(topic))
        .map((topic) => ({ topic, numPartitions: partitions, configEntries: [...kept] }));
      if (topics.length > 0) await admin.createTopics({ topics, waitForLeaders: true });
      for (const name of missing) this.topics.add(name);
    } finally {
      await admin.disconnect().catch(() => undefined);
    }
  }

  /** Resolves when all replicas have the events. After a failure part of them may be there: send all of them again, the inboxes know them. */
  async send(events: readonly OutboxEvent[]): Promise<void> {
    const topics = [...new Set(events.map(({ type }) => topicOf(type)))];
    const compression = events.length >= worthCompressing ? CompressionTypes.GZIP : CompressionTypes.None;
    const topicMessages = topics.map((topic) => ({
      topic,
      messages: events.filter(({ type }) => topicOf(type) === topic).map((event) => toWire(this.service, event)),
    }));
    try {
      await this.ensureTopics(topics);
      const producer = await this.connected();
      await producer.sendBatch({ acks: -1, compression, topicMessages });
    } catch (error) {
      // One that has failed may never send again (OUT_OF_ORDER_SEQUENCE_NUMBER for good).
      await this.disconnect();
      throw new Unavailable(`Kafka does not take events (${reasonOf(error)})`);
    }
  }

  async disconnect(): Promise<void> {
    const { producer } = this;
    this.producer = undefined;
    await producer?.disconnect().catch(() => undefined);
  }

  private async connected(): Promise<Producer> {
    if (this.producer) return this.producer;
    const producer = this.kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
    });
    this.producer = producer;
    await producer.connect();
    return producer;
  }
}
