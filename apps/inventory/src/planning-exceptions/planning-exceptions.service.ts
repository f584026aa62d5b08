import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { uuidv7 } from '#common/database/uuid.js';
import type { Page } from '#common/http/pages.js';
import { Clock } from '#common/runtime/clock.js';
import { exceptionsOf, newPart, type Situation } from '../core/plan/exceptions.js';
import { listRows } from '../reading/list-rows.js';
import { InventorySettings } from '../settings.js';
import type { PlanningExceptionQuery, PlanningExceptionView } from './planning-exception.dto.js';
import { loadSituations, saveExceptions } from './planning-exceptions.sql.js';

interface Loaded {
  situations: (Omit<Situation, 'shortageCostMinor' | 'plan'> & { plan: Situation['plan'] | null })[] | null;
  newParts: string[] | null;
}

const recentDays = 91;
const dayMilliseconds = 86_400_000;

/** Keeps the list of what a planner should look at; the daily review and every published run look again. */
@Injectable()
export class PlanningExceptionsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly settings: InventorySettings,
  ) {}

  list(query: PlanningExceptionQuery, caller: Actor): Promise<Page<PlanningExceptionView>> {
    return this.transactions.run((manager) =>
      listRows<PlanningExceptionView>(manager, query, {
        select: `SELECT id, kind, part_id AS "partId", location_id AS "locationId", severity, numbers, found_at AS "foundAt"
          FROM planning_exception`,
        conditions: [
          ['location_id IN (SELECT id FROM stock_location WHERE site_id = ?)', caller.siteId],
          ['kind = ?', query.kind],
          ['part_id = ?', query.partId],
          ['location_id = ?', query.locationId],
        ],
        sort: [
          { column: 'severity', type: 'integer' },
          { column: 'id', type: 'uuid' },
        ],
        descending: true,
        sortValues: ({ severity, id }) => [severity, id],
      }),
    );
  }

  /** Looks at some parts again: what is in order now leaves the list, what stays keeps its day. */
  async refresh(partIds: readonly string[]): Promise<void> {
    const now = this.clock.now();
    const since = new Date(now.getTime() - recentDays * dayMilliseconds);
    await this.transactions.run(async (manager) => {
      const [row] = await manager.query<[{ loaded: Loaded }]>(loadSituations, [partIds, since]);
      const { situations, newParts } = row.loaded;
      const found = (situations ?? []).flatMap(({ plan, ...situation }) =>
        exceptionsOf(
          { ...situation, ...(plan && { plan }), shortageCostMinor: this.settings.shortageCostMinor },
          now.getTime(),
        ),
      );
      const rows = [...found, ...(newParts ?? []).map(newPart)].map((exception) => ({ id: uuidv7(), ...exception }));
      await manager.query(saveExceptions, [partIds, JSON.stringify(rows), now]);
    });
  }
}
