import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { Clock } from '#common/runtime/clock.js';
import { coverageGaps, type Wanted } from '../core/sites/coverage-gaps.js';
import { dayMs } from '../core/time/zones.js';
import { NetworkService } from '../network/network.service.js';
import type { CoverageQuery, CoverageView } from './coverage.dto.js';

const usualDays = 90;
const usualLimit = 200;
/** Towns × skills that are looked at: those with the most orders. */
const mostWanted = 20_000;

/** Where the network has nobody for what its customers ask. */
@Injectable()
export class CoverageService {
  constructor(
    private readonly transactions: Transactions,
    private readonly network: NetworkService,
    private readonly clock: Clock,
  ) {}

  async gaps({ days = usualDays, skill, limit = usualLimit }: CoverageQuery): Promise<CoverageView> {
    const since = new Date(this.clock.now().getTime() - days * dayMs);
    return this.transactions.run(async (manager) => {
      const wanted = await manager.query<Wanted[]>(wantedSince, [since, skill ?? null, mostWanted]);
      const gaps = coverageGaps(wanted, (await this.network.current(manager)).sites);
      return { looked: wanted.length, gaps: gaps.length, items: gaps.slice(0, limit) };
    });
  }
}

const wantedSince = `
  SELECT country, subdivision, locality, avg(lon) AS lon, avg(lat) AS lat, category, skill, required_level AS level, count(*)::integer AS orders
  FROM repair_order WHERE opened_at >= $1 AND ($2::text IS NULL OR skill = $2)
  GROUP BY country, subdivision, locality, category, skill, required_level
  ORDER BY orders DESC, country, subdivision, locality, category, skill, level LIMIT $3`;
