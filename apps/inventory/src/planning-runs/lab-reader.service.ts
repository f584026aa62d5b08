import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { requireVersion } from '#common/http/caller.js';
import type { Page } from '#common/http/pages.js';
import { Problem } from '#common/http/problems.js';
import { automaticMethod, type LabCell, type LabGrouping } from '../core/plan/lab.js';
import { listRows } from '../reading/list-rows.js';
import type { TargetMatrixView } from '../target-matrix/target-matrix.dto.js';
import { TargetMatrixService } from '../target-matrix/target-matrix.service.js';
import type { Adoption, LabCurve, LabPoint, LabQuery, LabView } from './lab.dto.js';
import { selectLab } from './lab.sql.js';
import { PlanningRunsReader } from './planning-runs-reader.service.js';

type Point = Omit<LabCell, 'grouping' | 'key'>;

interface Row {
  grouping: LabGrouping;
  key: string;
  points: Point[];
}

/** The exchange curves of what-if runs, and the way from one of them into the matrix of targets. */
@Injectable()
export class LabReader {
  constructor(
    private readonly transactions: Transactions,
    private readonly runs: PlanningRunsReader,
    private readonly matrix: TargetMatrixService,
  ) {}

  async curves(runId: string, query: LabQuery): Promise<Page<LabView>> {
    await this.requireWhatIf(runId);
    const page = await this.transactions.run((manager) =>
      listRows<Row>(manager, query, {
        select: selectLab,
        conditions: [
          ['run_id = ?', runId],
          ['grouping = ?', query.grouping ?? 'all'],
          ['key = ?', query.key],
        ],
        sort: [{ column: 'key', type: 'text' }],
        sortValues: ({ key }) => [key],
      }),
    );
    return { ...page, items: page.items.map(viewOf) };
  }

  /** Sets a fill rate in the matrix; the reason names the run that it was looked up in. */
  async adopt(runId: string, adoption: Adoption, caller: Actor, seen: number | undefined): Promise<TargetMatrixView> {
    return this.transactions.run(async () => {
      const run = await this.requireWhatIf(runId);
      if (run.status !== 'done')
        throw new Problem('illegal-transition', `the run is ${run.status}: it must be done for this`);
      requireVersion(run.version, seen);
      const { targetShare, reason, ...cells } = adoption;
      return this.matrix.set(cells, targetShare, `${reason} (what-if run ${runId})`.slice(0, 500), caller);
    });
  }

  private async requireWhatIf(runId: string) {
    const run = await this.runs.get(runId);
    if (!run.whatIf) throw new Problem('conflict', `run ${runId} plans: only a what-if run has curves`);
    return run;
  }
}

function viewOf({ grouping, key, points }: Row): LabView {
  const methods = [...new Set(points.map(({ method }) => method))];
  const curves = methods.map((method): LabCurve => {
    const own = points.filter((point) => point.method === method);
    return { method, itemLocations: own[0]?.items ?? 0, points: own.map(pointOf) };
  });
  return { grouping, key, curves, inWords: inWords(curves) };
}

const pointOf = (point: Point): LabPoint => ({
  plannedShare: point.plannedShare,
  deliveredShare: share(point.servedAtOnce, point.wanted),
  linesInFullShare: share(point.linesInFull, point.lines),
  wantedPieces: point.wanted,
  piecesShort: point.wanted - point.servedAtOnce,
  onHand: Number(point.onHand.toPrecision(6)),
  stockValueMinor: Math.round(point.stockValueMinor),
});

const share = (part: number, whole: number) => (whole > 0 ? Number((part / whole).toFixed(4)) : 1);

/** At the point that is planned nearest to 95 %: which method needs least for at least as much. */
function inWords(curves: readonly LabCurve[]): string {
  const usual = curves.find(({ method }) => method === automaticMethod) ?? curves[0];
  const at = usual?.points.toSorted((one, other) => distance(one) - distance(other))[0];
  if (!usual || !at || at.wantedPieces === 0) return 'nothing was wanted in the rehearsed time';
  const told = `${usual.method} planned for ${percent(at.plannedShare)} delivered ${percent(at.deliveredShare)} of ${at.wantedPieces} pieces with ${at.stockValueMinor} on the shelf at cost`;
  const others = curves.filter(({ method }) => method !== usual.method);
  const cheapest = others
    .flatMap(({ method, points }) => points.map((point) => ({ method, ...point })))
    .filter((point) => point.deliveredShare >= at.deliveredShare && point.stockValueMinor < at.stockValueMinor)
    .toSorted((one, other) => one.stockValueMinor - other.stockValueMinor)[0];
  if (!cheapest) return `${told}; no other method that was tested needs less for as much`;
  return `${told}; ${cheapest.method} planned for ${percent(cheapest.plannedShare)} delivered ${percent(cheapest.deliveredShare)} with ${cheapest.stockValueMinor}`;
}

const distance = ({ plannedShare }: LabPoint) => Math.abs(plannedShare - 0.95);
const percent = (value: number) => `${Number((value * 100).toPrecision(3))} %`;
