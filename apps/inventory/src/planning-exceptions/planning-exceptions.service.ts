import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { uuidv7 } from '#common/database/uuid.js';
import type { Page, PageQuery } from '#common/http/pages.js';
import { notFound } from '#common/http/problems.js';
import { Clock } from '#common/runtime/clock.js';
import { exceptionsOf, newPart } from '../core/plan/exceptions.js';
import { reportedUseExceptions, type UnbackedUse, type UncountedUse } from '../core/plan/reported-use.js';
import { type Listing, listRows } from '../reading/list-rows.js';
import { InventorySettings } from '../settings.js';
import { ExceptionSettlements, settlementOf } from './exception-settlements.service.js';
import type {
  ExceptionSettlementView,
  PlanningExceptionQuery,
  PlanningExceptionView,
} from './planning-exception.dto.js';
import { loadSituations, saveExceptions } from './planning-exceptions.sql.js';
import { recentDays } from './recent.js';
import { type LoadedSituations, situationsOf } from './situations.js';

interface Loaded extends LoadedSituations {
  newParts: string[] | null;
  unbacked: UnbackedUse[] | null;
  uncounted: UncountedUse[] | null;
}

/** As it is stored: with the columns of its settlement. */
interface Row extends Omit<PlanningExceptionView, 'settlement'> {
  settlement: Pick<ExceptionSettlementView, 'reason' | 'author'> | null;
  settledAt: Date | null;
  until: Date | null;
  returnedAt: Date | null;
  returnedBecause: ExceptionSettlementView['returnedBecause'];
}

const selectExceptions = `
  SELECT exception.id, exception.kind, exception.part_id AS "partId", exception.location_id AS "locationId", severity, exception.numbers,
    found_at AS "foundAt", version, CASE WHEN settlement.id IS NOT NULL THEN json_build_object('reason', reason, 'author', author) END AS settlement,
    settled_at AS "settledAt", until, returned_at AS "returnedAt", returned_because AS "returnedBecause"
  FROM planning_exception AS exception LEFT JOIN ${settlementOf('exception')}`;

/** SQL: whether there is a settlement that counts at this time. */
const counts = (time: string) =>
  `settlement.id IS NOT NULL AND returned_at IS NULL AND (until IS NULL OR until > ${time})`;

const dayMilliseconds = 86_400_000;

/** Keeps the list of what a planner should look at; the daily review and every published run look again. */
@Injectable()
export class PlanningExceptionsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly settlements: ExceptionSettlements,
    private readonly clock: Clock,
    private readonly settings: InventorySettings,
  ) {}

  async list(query: PlanningExceptionQuery, caller: Actor): Promise<Page<PlanningExceptionView>> {
    const now = this.clock.now();
    const isSettled = query.settled === 'true';
    return this.rows(query, [
      ['exception.location_id IN (SELECT id FROM stock_location WHERE site_id = ?)', caller.siteId],
      // A proposed move names the place that would give: another site's.
      ['exception.kind <> ?', caller.siteId && 'move_proposed'],
      ['exception.kind = ?', query.kind],
      ['exception.part_id = ?', query.partId],
      ['exception.location_id = ?', query.locationId],
      [`(${counts('?')})`, isSettled ? now : undefined],
      [`(${counts('?')}) IS NOT TRUE`, isSettled ? undefined : now],
    ]);
  }

  async get(id: string): Promise<PlanningExceptionView> {
    const { items } = await this.rows({}, [['exception.id = ?', id]]);
    const [found] = items;
    if (!found) throw notFound('exception', id);
    return found;
  }

  private async rows(query: PageQuery, conditions: Listing<Row>['conditions']): Promise<Page<PlanningExceptionView>> {
    const now = this.clock.now();
    const page = await this.transactions.run((manager) =>
      listRows<Row>(manager, query, {
        select: selectExceptions,
        conditions,
        sort: [
          { column: 'severity', type: 'integer' },
          { column: 'exception.id', type: 'uuid' },
        ],
        descending: true,
        sortValues: ({ severity, id }) => [severity, id],
      }),
    );
    return { ...page, items: page.items.map((row) => viewOf(row, now)) };
  }

  /** Looks at some parts again: what is in order now leaves the list, what stays keeps its day. */
  async refresh(partIds: readonly string[]): Promise<void> {
    const now = this.clock.now();
    const since = new Date(now.getTime() - recentDays * dayMilliseconds);
    await this.transactions.run(async (manager) => {
      const [row] = await manager.query<[{ loaded: Loaded }]>(loadSituations, [partIds, since]);
      const { newParts, unbacked, uncounted } = row.loaded;
      const situations = situationsOf(row.loaded, this.settings.shortageCostMinor);
      const found = situations.flatMap((situation) => exceptionsOf(situation, now.getTime()));
      const reported = reportedUseExceptions(unbacked ?? [], uncounted ?? []);
      const all = [...found, ...(newParts ?? []).map(newPart), ...reported];
      const rows = all.map((exception) => ({ id: uuidv7(), ...exception }));
      await manager.query(saveExceptions, [partIds, JSON.stringify(rows), now]);
      await this.settlements.returnWhatIsWorse(partIds);
    });
  }
}

function viewOf(
  { settlement, settledAt, until, returnedAt, returnedBecause, ...row }: Row,
  now: Date,
): PlanningExceptionView {
  if (!settlement || !settledAt) return { ...row, settlement: null };
  const isOver = returnedBecause === null && until !== null && until <= now;
  return {
    ...row,
    settlement: {
      ...settlement,
      settledAt: settledAt.toISOString(),
      until: until?.toISOString() ?? null,
      returnedBecause: isOver ? 'until' : returnedBecause,
      returnedAt: (isOver ? until : returnedAt)?.toISOString() ?? null,
    },
  };
}
