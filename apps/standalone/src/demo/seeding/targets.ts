import type { EventClass } from '#common/events/index.js';
import type { Transactions } from '#common/database/transactions.js';
import type { EntityManager } from 'typeorm';

/** What seeding needs of each service: its transactions and its outbox. */
export interface SeedTarget {
  transactions: Pick<Transactions, 'run'>;
  outbox: { publishAll<T extends object>(event: EventClass<T>, list: readonly T[]): Promise<void> };
}

export const seededServices = ['gateway', 'dispatch', 'inventory', 'desk', 'quality'] as const;
export type SeededService = (typeof seededServices)[number];
export type SeedTargets = Record<SeededService, SeedTarget>;

export type Publish = SeedTarget['outbox']['publishAll'];

/** Writes one service's part of the world in the open transaction. */
export type Seeder = (manager: EntityManager, publish: Publish) => Promise<void>;
