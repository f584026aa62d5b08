import { type Admin, Kafka, logLevel } from 'kafkajs';

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
