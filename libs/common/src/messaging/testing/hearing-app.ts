import { Controller, Module } from '@nestjs/common';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { Transactions } from '../../database/transactions.js';
import { Id, Whole } from '../../validation/fields.js';
import { Hears, type MessageInfo, Wakes } from '../hears.js';
import { Outbox } from '../outbox.js';

/** What the tests of the event path tell a service. */
export class Told {
  static readonly type = 'telling.thing.told.v1';
  static readonly key = 'thingId';
  static readonly about = 'Published when a test tells something; heard by the test.';
  static readonly example: Told = { thingId: '01936f6e-8a00-7000-8000-000000000001', number: 1 };
  @Id() thingId: string;
  @Whole(1, 1_000_000) number: number;
}

/** What it publishes in its turn. */
export class Heard {
  static readonly type = 'hearing.thing.heard.v1';
  static readonly key = 'thingId';
  static readonly about = 'Published when a test has heard something; heard by nobody.';
  static readonly example: Heard = { thingId: '01936f6e-8a00-7000-8000-000000000001', number: 1 };
  @Id() thingId: string;
  @Whole(1, 1_000_000) number: number;
}

class Notes implements MigrationInterface {
  name = 'Notes1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE note (
      position bigint GENERATED ALWAYS AS IDENTITY, thing_id uuid NOT NULL, number integer NOT NULL, at timestamptz NOT NULL
    )`);
  }

  async down(): Promise<void> {}
}

/** What the listener does before it writes its row; a test may let it fail. */
export const behaviour = { before: async (_told: Told, _transactions: Transactions): Promise<void> => undefined };

/** Writes one row and one event for each message, with nothing that would hide a second time. */
@Controller()
class Listener {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
  ) {}

  @Hears(Told, 'hearing.notes')
  async told(told: Told, { occurredAt }: MessageInfo): Promise<void> {
    await behaviour.before(told, this.transactions);
    const values = [told.thingId, told.number, occurredAt];
    await this.transactions.manager.query('INSERT INTO note (thing_id, number, at) VALUES ($1, $2, $3)', values);
    await this.outbox.publish(Heard, { thingId: told.thingId, number: told.number });
  }

  @Wakes<{ number: number }>('remind', 'hearing.reminders')
  async remind({ number }: { number: number }, { key, occurredAt }: MessageInfo): Promise<void> {
    await this.told({ thingId: key, number }, { id: '', type: '', key, occurredAt });
  }
}

@Module({ controllers: [Listener] })
class HearingFeatures {}

export const hearingApp = { service: 'hearing', features: HearingFeatures, entities: [], migrations: [Notes] };
