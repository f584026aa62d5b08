import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { invalid } from '#common/http/problems.js';
import { Clock } from '#common/runtime/clock.js';
import { alarms, baselineWeeks } from '../core/charts/early-warning.js';
import { type CountPoint, type JudgedPoint, runningUChart } from '../core/charts/u-chart.js';
import { uChartDefinition } from '../core/definitions.js';
import { type Week, weeksBefore } from '../core/weeks.js';
import type { UChartPointView, UChartQuery, UChartView } from './chart.dto.js';
import { weeklySeries } from './weekly-counts.js';

const usualWeeks = 26;

/** Charts of failures per unit at risk. */
@Injectable()
export class ChartsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Failures per unit-week of a product or category, each week judged by the weeks before it. */
  async u({ productId, category, to, weeks = usualWeeks }: UChartQuery): Promise<UChartView> {
    if ((productId === undefined) === (category === undefined))
      throw invalid('productId', 'give either productId or category');
    const all = weeksBefore(to ? new Date(to) : this.clock.now(), weeks + baselineWeeks.most);
    const subject = { ...(productId && { productId }), ...(category && { category }) };
    const [series] = await this.transactions.run((manager) => weeklySeries(manager, all, subject));
    const points = series?.points ?? [];
    const judged = runningUChart(points, baselineWeeks);
    const raised = alarms(judged);
    const views = points.map((point, index) =>
      toView(all[index] as Week, point, judged[index] ?? null, raised[index] ?? []),
    );
    return {
      definition: uChartDefinition,
      productId: productId ?? null,
      category: category ?? null,
      points: views.slice(-weeks),
    };
  }
}

function toView(
  { period, start }: Week,
  { count, exposure }: CountPoint,
  judged: JudgedPoint | null,
  raised: string[],
): UChartPointView {
  return {
    period,
    start: start.toISOString(),
    failures: count,
    unitWeeks: exposure,
    rate: exposure > 0 ? count / exposure : null,
    centre: judged?.centre ?? null,
    lowerLimit: judged?.lowerLimit ?? null,
    upperLimit: judged?.upperLimit ?? null,
    rules: judged?.rules ?? [],
    alarms: raised,
  };
}
