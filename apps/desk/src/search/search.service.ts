import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { invalid } from '#common/http/problems.js';
import { callerTerm, searchTerms, type TermRange } from '../core/search-query.js';

/** So many rows of the rarest word are looked at: it bounds the time of a search for something very common. */
const mostRows = 5_000;

type Found = 'customer_id' | 'asset_id' | 'request_id';

/** Prefix search in `search_term`: every word that was typed must begin some word of the same customer, asset or request. */
@Injectable()
export class Search {
  constructor(private readonly transactions: Transactions) {}

  /** Customers by their own words, or by those of their assets and requests. */
  customers(query: string): Promise<string[]> {
    return this.find(query, 'customer_id', `other.customer_id = hit.customer_id`, `true`);
  }

  /** Customers who may be reached at this telephone number, however it is written; at most five. */
  callers(number: string): Promise<string[]> {
    const term = callerTerm(number);
    if (!term) return Promise.resolve([]);
    return this.transactions.run(async (manager) => {
      const rows = await manager.query<{ id: string }[]>(
        `SELECT DISTINCT contact.customer_id AS id FROM search_term JOIN contact ON contact.id = search_term.source
         WHERE term >= $1 AND term < $2 ORDER BY id LIMIT 5`,
        [term.from, term.below],
      );
      return rows.map(({ id }) => id);
    });
  }

  /** Assets by their own words and by those of their customer. */
  async assets(query: string): Promise<{ ids: string[]; customerIds: string[] }> {
    const whole = `other.asset_id = hit.asset_id OR (other.asset_id IS NULL AND other.customer_id = hit.customer_id)`;
    const ids = await this.find(query, 'asset_id', whole, `hit.asset_id IS NOT NULL AND hit.request_id IS NULL`);
    return { ids, customerIds: await this.ofCustomers(query) };
  }

  /** Requests by their own number, and through their asset or customer. */
  async requests(query: string): Promise<{ ids: string[]; assetIds: string[]; customerIds: string[] }> {
    const whole = `other.request_id = hit.request_id OR (other.request_id IS NULL AND other.customer_id = hit.customer_id)`;
    const ids = await this.find(query, 'request_id', whole, `hit.request_id IS NOT NULL`);
    const { ids: assetIds, customerIds } = await this.assets(query);
    return { ids, assetIds, customerIds };
  }

  private ofCustomers(query: string): Promise<string[]> {
    const whole = `other.customer_id = hit.customer_id AND other.asset_id IS NULL`;
    return this.find(query, 'customer_id', whole, `hit.asset_id IS NULL`);
  }

  /** Rows of the longest word that fit `which`, whose thing has all other words too. */
  private find(query: string, column: Found, whole: string, which: string): Promise<string[]> {
    const [first, ...rest] = searchTerms(query);
    if (!first) throw invalid('search', 'must contain a letter or a digit');
    const values: string[] = [first.from, first.below, ...rest.flatMap(({ from, below }) => [from, below])];
    const others = rest.map(
      (_: TermRange, index) =>
        `AND EXISTS (SELECT FROM search_term other WHERE (${whole}) AND other.term >= $${index * 2 + 3} AND other.term < $${index * 2 + 4})`,
    );
    return this.transactions.run(async (manager) => {
      const rows = await manager.query<{ id: string }[]>(
        `SELECT DISTINCT hit.${column} AS id FROM (
           SELECT * FROM search_term WHERE term >= $1 AND term < $2 LIMIT ${mostRows}
         ) hit WHERE ${which} ${others.join(' ')} LIMIT 1000`,
        values,
      );
      return rows.map(({ id }) => id);
    });
  }
}
