import type { EntityManager } from 'typeorm';
import { unitWeeks } from '../core/charts/exposure.js';
import type { CountPoint } from '../core/charts/u-chart.js';
import type { Week } from '../core/weeks.js';

/** What is charted: one product, or all products of a category. */
export interface ChartSubject {
  productId?: string;
  category?: string;
}

export interface Series {
  productId: string | null;
  category: string;
  points: CountPoint[];
}

interface FailureRow {
  key: string;
  category: string;
  week: Date;
  count: number;
}

interface AssetRow {
  key: string;
  day: Date;
  units: number;
}

/**
 * Failures and unit-weeks at risk in each of these consecutive weeks: of one product or category, or, without a subject, of every product with
 * a failure in them.
 */
export async function weeklySeries(
  manager: EntityManager,
  weeks: readonly Week[],
  subject: ChartSubject,
): Promise<Series[]> {
  const [first, last] = [weeks[0], weeks.at(-1)];
  if (!first || !last) return [];
  const key = subject.category ? 'category' : 'product_id::text';
  const values = [first.start, last.end, subject.productId ?? null, subject.category ?? null];
  const failures = await manager.query<FailureRow[]>(
    `SELECT ${key} AS key, min(category) AS category, date_trunc('week', occurred_at, 'UTC') AS week, count(*)::int AS count
       FROM failure_record WHERE occurred_at >= $1 AND occurred_at < $2 ${subjectIs}
      GROUP BY 1, 3`,
    values,
  );
  const keys = subject.category ?? subject.productId ?? [...new Set(failures.map((row) => row.key))];
  const assets = await manager.query<AssetRow[]>(
    `SELECT ${key} AS key, greatest(date_trunc('day', installed_at, 'UTC'), $3) AS day, count(*)::int AS units
       FROM asset WHERE installed_at < $1 AND ${key} = ANY($2)
      GROUP BY 1, 2 ORDER BY 2`,
    [last.end, [keys].flat(), first.start],
  );
  return [keys].flat().map((one) => toSeries(one, weeks, subject, failures, assets));
}

const subjectIs = 'AND ($3::uuid IS NULL OR product_id = $3) AND ($4::text IS NULL OR category = $4)';

function toSeries(
  key: string,
  weeks: readonly Week[],
  { category }: ChartSubject,
  failures: readonly FailureRow[],
  assets: readonly AssetRow[],
): Series {
  const own = failures.filter((row) => row.key === key);
  const counts = new Map(own.map(({ week, count }) => [week.getTime(), count]));
  const exposures = unitWeeks(
    assets.filter((row) => row.key === key),
    weeks,
  );
  const points = weeks.map(({ start }, index) => ({
    count: counts.get(start.getTime()) ?? 0,
    exposure: exposures[index] ?? 0,
  }));
  return { productId: category ? null : key, category: category ?? own[0]?.category ?? '', points };
}
