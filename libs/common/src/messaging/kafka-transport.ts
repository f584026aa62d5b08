import { eventClasses, topicOf } from '../events/index.js';
import { logger } from '../runtime/logger.js';
import { KafkaConsumer } from './kafka-consumer.js';
import { KafkaProducer } from './kafka-producer.js';
import type { EventTransport, OutboxEvent, Subscriber } from './transport.js';

interface Member {
  subscriber: Subscriber;
  producer: KafkaProducer;
  consumer: KafkaConsumer;
}

/** Distributed: the relay sends to Kafka, a consumer per service takes what it hears into its inbox. */
export class KafkaTransport implements EventTransport {
  private readonly members = new Map<string, Member>();

  constructor(private readonly brokers: string[]) {}

  register(subscriber: Subscriber): void {
    const { service } = subscriber;
    const producer = new KafkaProducer(service, this.brokers);
    this.members.set(service, { subscriber, producer, consumer: new KafkaConsumer(subscriber, this.brokers) });
  }

  deliverAtCommit(): undefined {
    return undefined;
  }

  async publish(service: string, events: readonly OutboxEvent[]): Promise<() => void> {
    await this.member(service).producer.send(events);
    return () => undefined;
  }

  /** Returns at once: a service works without its broker, and joins when it is there. */
  async start(service: string): Promise<void> {
    void this.join(this.member(service)).catch((error: unknown) =>
      logger.error({ err: error }, `${service} cannot join Kafka`),
    );
  }

  async stop(service: string): Promise<void> {
    const { producer, consumer } = this.member(service);
    await Promise.all([producer.disconnect(), consumer.stop()]);
  }

  private async join({ subscriber, producer, consumer }: Member): Promise<void> {
    const topics = [...eventClasses.map(({ type }) => type), ...subscriber.events.keys()].map(topicOf);
    await consumer.run(() => producer.ensureTopics(topics));
  }

  private member(service: string): Member {
    const member = this.members.get(service);
    if (!member) throw new Error(`${service} is not registered with the transport`);
    return member;
  }
}
