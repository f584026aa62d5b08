import type { MigrationInterface, QueryRunner } from 'typeorm';
import { rowsOfSite } from './row-security.js';

/** Windows that are kept for a customer for some minutes: one of an order, and no two of a technician at the same time. */
export class WindowHolds1700000100003 implements MigrationInterface {
  name = 'WindowHolds1700000100003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE window_hold (
        id uuid PRIMARY KEY,
        repair_order_id uuid NOT NULL UNIQUE REFERENCES repair_order,
        site_id uuid NOT NULL,
        technician_id uuid NOT NULL,
        window_from timestamptz NOT NULL,
        window_to timestamptz NOT NULL,
        start_at timestamptz NOT NULL,
        finish_at timestamptz NOT NULL,
        day date NOT NULL,
        lon double precision NOT NULL,
        lat double precision NOT NULL,
        travel_seconds integer NOT NULL,
        travel_metres integer NOT NULL,
        expires_at timestamptz NOT NULL,                  -- business time; its timer removes the row
        CONSTRAINT window_hold_no_double EXCLUDE USING gist
          (technician_id WITH =, tstzrange(start_at, finish_at) WITH &&)
      );
      ${rowsOfSite('window_hold')}
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
