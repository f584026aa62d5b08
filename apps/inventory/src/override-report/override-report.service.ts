import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import type { Criticality } from '#common/events/lists.js';
import { Clock } from '#common/runtime/clock.js';
import { shortageWeight } from '../core/plan/costs.js';
import { overrideEffect, type OverrideStretch, type SideEffect, type Verdict } from '../core/plan/override-effect.js';
import { listRows } from '../reading/list-rows.js';
import { InventorySettings } from '../settings.js';
import type {
  OverrideOutcome,
  OverrideReport,
  OverrideReportQuery,
  OverrideSide,
  ReportedKind,
} from './override-report.dto.js';
import { demandOfOverrides, selectOverrides } from './override-report.sql.js';

interface Told {
  id: string;
  kind: ReportedKind;
  partId: string;
  locationId: string;
  reason: string;
  author: string;
  enteredAt: Date;
  endedAt: Date | null;
  /** `fromDay` as the database writes a day. */
  stretches: (Omit<OverrideStretch, 'fromDay'> & { fromDay: string })[] | null;
  part: { unitCostMinor: number; currency: string; criticality: Criticality };
}

/** More than a year says nothing that a year does not. */
const mostDays = 400;
const dayMilliseconds = 86_400_000;
const dayOf = (time: Date) => time.toISOString().slice(0, 10);
const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / dayMilliseconds);

/** Says whether planners' overrides helped: what was planned with each, what would have been without it, and what happened. */
@Injectable()
export class OverrideReportService {
  constructor(
    private readonly transactions: Transactions,
    private readonly settings: InventorySettings,
    private readonly clock: Clock,
  ) {}

  async report(query: OverrideReportQuery): Promise<OverrideReport> {
    return this.transactions.run(async (manager) => {
      const { items: told, next } = await listRows<Told>(manager, query, {
        select: selectOverrides,
        conditions: [
          ['part_id = ?', query.partId],
          ['location_id = ?', query.locationId],
          ['kind = ?', query.kind],
          ['author = ?', query.author],
        ],
        sort: [{ column: 'id', type: 'uuid' }],
        descending: true,
        sortValues: ({ id }) => [id],
      });
      const spans = new Map(told.map((one) => [one.id, this.spanOf(one)]));
      const asked = told.map(({ id, partId, locationId }) => ({ id, partId, locationId, ...spans.get(id) }));
      const wanted = await manager.query<{ id: string; day: number; pieces: number }[]>(demandOfOverrides, [
        JSON.stringify(asked.filter(({ from }) => from !== undefined)),
      ]);
      const items = told.map((one) => {
        const span = spans.get(one.id);
        const demand = new Array<number>(span ? daysBetween(span.from, span.to) : 0).fill(0);
        for (const { id, day, pieces } of wanted) if (id === one.id) demand[day] = pieces;
        return this.outcomeOf(one, span?.from ?? null, demand);
      });
      const count = (verdict: Verdict) => items.filter((item) => item.verdict === verdict).length;
      const sums = {
        ...{ helped: count('helped'), harmed: count('harmed') },
        ...{ noDifference: count('no-difference'), tooEarly: count('too-early') },
      };
      return { items, next, sums };
    });
  }

  /** Whole days in which plans with it counted; the day that is not over yet is not among them. */
  private spanOf({ stretches, endedAt }: Told): { from: string; to: string } | undefined {
    const from = stretches?.[0]?.fromDay;
    if (from === undefined) return undefined;
    const end = dayOf(endedAt ?? this.clock.now());
    const last = dayOf(new Date(Date.parse(from) + mostDays * dayMilliseconds));
    const to = [end, last].toSorted()[0] ?? end;
    return to > from ? { from, to } : { from, to: from };
  }

  private outcomeOf(told: Told, from: string | null, demand: readonly number[]): OverrideOutcome {
    const { id, stretches, part, enteredAt, endedAt, ...named } = told;
    const costs = {
      perShortage: this.settings.shortageCostMinor * shortageWeight[part.criticality],
      unitCost: part.unitCostMinor,
    };
    const dated = (stretches ?? []).map((stretch) => ({
      ...stretch,
      fromDay: from === null ? 0 : daysBetween(from, stretch.fromDay),
    }));
    const effect = overrideEffect(demand, dated, costs);
    const isCompared = effect.days > 0;
    return {
      overrideId: id,
      ...{ kind: named.kind, partId: named.partId, locationId: named.locationId },
      ...{ reason: named.reason, author: named.author },
      enteredAt: enteredAt.toISOString(),
      endedAt: endedAt?.toISOString() ?? null,
      ...{ from, days: effect.days, wantedPieces: effect.wantedPieces },
      with: isCompared ? sideOf(effect.with) : null,
      without: isCompared ? sideOf(effect.without) : null,
      verdict: effect.verdict,
      savedMinor: isCompared ? Math.round(effect.without.cost - effect.with.cost) : 0,
      currency: part.currency,
      inWords: inWords(effect),
    };
  }
}

const sideOf = ({ cost, ...side }: SideEffect): OverrideSide => ({
  expectedPieces: side.expectedPieces === null ? null : figure(side.expectedPieces),
  loss: side.loss === null ? null : figure(side.loss),
  piecesShort: side.piecesShort,
  onHand: figure(side.onHand),
  costMinor: Math.round(cost),
});

const figure = (value: number) => Number(value.toPrecision(4));

function inWords({ days, wantedPieces, with: told, without, verdict }: ReturnType<typeof overrideEffect>): string {
  if (days === 0) return 'no plan with it has counted for a whole day yet';
  const stock = `${wantedPieces} pieces wanted in ${days} days: ${told.piecesShort} short with it, ${without.piecesShort} without; ${figure(told.onHand)} on the shelf instead of ${figure(without.onHand)}`;
  const { expectedPieces } = told;
  const expected =
    expectedPieces === null
      ? ''
      : `; ${figure(expectedPieces)} expected instead of ${figure(without.expectedPieces ?? 0)}`;
  return `${verdict}: ${stock}${expected}`;
}
