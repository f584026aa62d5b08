import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import type { BaseYear } from './run-bases.js';
import { lookAtDemand, readAll } from './run-demand.sql.js';
import type { Learning } from './run-learning.js';

export interface ValuedPart {
  id: string;
  category: string;
  /** Of its demand, with that of all parts that it replaces. */
  value: number;
}

/** The item-locations that a category is learnt from. */
export interface Drawn {
  category: string;
  partIds: string[];
  locationIds: string[];
}

/** What all demand says before anything is planned. */
export interface SeenDemand {
  /** All parts that nothing replaces, by id. */
  valued: ValuedPart[];
  /** By category; one without demand has none. */
  drawn: ReadonlyMap<string, Drawn>;
}

/** A category is learnt from at most so many item-locations. */
const mostSampled = 300;

/** The first look of a planning run: at all demand, once. */
@Injectable()
export class RunDemand {
  constructor(private readonly transactions: Transactions) {}

  /** `first`: of the history. Writes what each place is asked for in the year. May be repeated. */
  async look(
    runId: string,
    categories: readonly string[],
    first: string,
    { first: yearFirst, half, asOf }: BaseYear,
    learning: Learning,
  ): Promise<SeenDemand> {
    const known = [learning.first, learning.asOf];
    const values = [runId, first, asOf, yearFirst, half, ...known, categories, learning.seed, mostSampled];
    const [{ valued, drawn }] = await this.transactions.run(
      (manager) => manager.query<[{ valued: ValuedPart[]; drawn: Drawn[] }]>(lookAtDemand, values),
      readAll,
    );
    return { valued, drawn: new Map(drawn.map((one) => [one.category, one])) };
  }
}
