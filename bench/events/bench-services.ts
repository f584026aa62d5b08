import { Controller, Injectable, Module } from '@nestjs/common';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { Transactions } from '#common/database/transactions.js';
import { uuidv7 } from '#common/database/uuid.js';
import { examplePlace, exampleId, exampleInstant, Place } from '#common/events/index.js';
import { Hears } from '#common/messaging/hears.js';
import { Outbox } from '#common/messaging/outbox.js';
import { Id, Instant, Nested, Text, Whole } from '#common/validation/fields.js';

/** An event of the usual size: some ids, times, a place. */
export class OrderMoved {
  static readonly type: string = 'bench-source.order.moved.v1';
  static readonly key: string = 'orderId';
  static readonly about = 'Published when the bench writes an order; heard by the bench.';
  static readonly example: OrderMoved = {
    orderId: exampleId(1),
    moveId: exampleId(2),
    siteId: exampleId(3),
    movedAt: exampleInstant,
    place: examplePlace,
    reason: 'a sentence of the usual length about what has happened here',
    version: 1,
  };

  @Id() orderId: string;
  @Id() moveId: string;
  @Id() siteId: string;
  @Instant() movedAt: string;
  @Nested(() => Place) place: Place;
  @Text(500) reason: string;
  @Whole(1, 2_147_483_647) version: number;
}

/** What the listener publishes in its turn. */
export class MoveCounted extends OrderMoved {
  static override readonly type = 'bench-sink.move.counted.v1';
  static override readonly key = 'moveId';
}

/** Told when a handler has committed. */
export const handled = { listener: (_moveId: string): void => undefined };

class Tables1700000000001 implements MigrationInterface {
  name = 'Tables1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE repair_order (id uuid PRIMARY KEY, status text NOT NULL, moves integer NOT NULL, note text NOT NULL);
      CREATE TABLE move (id uuid PRIMARY KEY, order_id uuid NOT NULL, moved_at timestamptz NOT NULL, note text NOT NULL);
    `);
  }

  async down(): Promise<void> {}
}
export const migrations = [Tables1700000000001];

@Injectable()
export class Source {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
  ) {}

  async load(orders: number): Promise<void> {
    await this.transactions.run((manager) =>
      manager.query(
        `INSERT INTO repair_order SELECT gen_random_uuid(), 'open', 0, repeat('some words ', 20) FROM generate_series(1, $1)`,
        [orders],
      ),
    );
  }

  /** One write of a service: a row and an event. Returns the move's id. */
  async move(orderId: string): Promise<string> {
    const moveId = uuidv7();
    await this.transactions.run(async (manager) => {
      await manager.query(
        `INSERT INTO repair_order VALUES ($1, 'open', 1, $2) ON CONFLICT (id) DO UPDATE SET moves = repair_order.moves + 1`,
        [orderId, OrderMoved.example.reason],
      );
      await this.outbox.publish(OrderMoved, { ...OrderMoved.example, orderId, moveId });
    });
    return moveId;
  }
}

@Controller()
export class Sink {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
  ) {}

  @Hears(OrderMoved, 'bench-sink.moves')
  async count({ moveId, orderId, movedAt, reason }: OrderMoved): Promise<void> {
    const { manager } = this.transactions;
    await manager.query(`INSERT INTO move VALUES ($1, $2, $3, $4)`, [moveId, orderId, movedAt, reason]);
    await this.outbox.publish(MoveCounted, { ...OrderMoved.example, orderId, moveId });
    this.transactions.afterCommit(() => handled.listener(moveId));
  }
}

@Module({ providers: [Source] })
export class SourceFeatures {}

@Module({ controllers: [Sink] })
export class SinkFeatures {}
