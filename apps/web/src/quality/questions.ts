import type { Schemas } from '../api/client.js';
import type { paths } from '../api/schema.js';

export type ParetoBy = Schemas['ParetoView']['by'];
export const paretoKeys = ['product', 'category', 'fault', 'part', 'site'] as const satisfies readonly ParetoBy[];

/** What rates and repair times are split by. */
export const groupKeys = ['product', 'category', 'fault', 'site'] as const satisfies readonly ParetoBy[];
export type GroupKey = (typeof groupKeys)[number];
export type Measure = NonNullable<paths['/api/v1/failure-records']['get']['parameters']['query']>['measure'] & string;
export const measures = [
  'firstTimeFix',
  'repeatVisit',
  'noFaultFound',
  'partHit',
] as const satisfies readonly Measure[];

export const recordsPath = '/app/quality/records';
export const paretoPath = '/app/quality/pareto';
export const chartPath = '/app/quality/u-chart';

/** Weeks that a chart can show; the first where nothing else is asked for. */
export const chartWeeks = [26, 52, 104] as const;

interface Subject {
  productId?: string;
  category?: string;
}

export interface ParetoQuestion extends Subject {
  by: ParetoBy;
  /** Instants; what is left out is the API's to choose: the 90 days before the end, up to now. */
  from?: string;
  to?: string;
  siteId?: string;
}

export interface ChartQuestion extends Subject {
  to?: string;
  weeks: number;
}

export type AlertFilter = Subject;

const dayMilliseconds = 86_400_000;

/**
 * What an address asks a ranking for. Its days are those of UTC, as the weeks of the charts are, so a link shows everybody the same numbers; the last day is in it whole.
 * What is no day goes to the API as it is, which says so at its field.
 */
export function paretoQuestionOf(parameters: URLSearchParams): ParetoQuestion {
  const [from, to] = [parameters.get('from'), parameters.get('to')];
  return {
    by: paretoKeys.find((key) => key === parameters.get('by')) ?? 'product',
    ...(from && { from: startOf(from, 0) }),
    ...(to && { to: startOf(to, 1) }),
    ...given(parameters, ['productId', 'category', 'siteId']),
  };
}

/** What an address asks a rate or the repair times for: products at first, as everywhere. */
export function groupedQuestionOf(parameters: URLSearchParams): ParetoQuestion & { by: GroupKey } {
  const { by, ...rest } = paretoQuestionOf(parameters);
  return { ...rest, by: by === 'part' ? 'product' : by };
}

/** The rate that an address asks for. */
export const measureOf = (parameters: URLSearchParams): Measure =>
  measures.find((name) => name === parameters.get('measure')) ?? 'firstTimeFix';

/** Which single records an address asks for: those of a bar, or the hits or misses of a rate. */
export function recordsQuestionOf(parameters: URLSearchParams) {
  const { by: _, ...period } = paretoQuestionOf(parameters);
  const measure = measures.find((name) => name === parameters.get('measure'));
  const outcome = outcomes.find((name) => name === parameters.get('outcome'));
  return {
    ...period,
    ...given(parameters, ['faultCode', 'partId']),
    ...(measure && { measure, ...(outcome && { outcome }) }),
  };
}

/** The records of what a bar or a group stands for, among those that are filtered anyway; of a rate only its hits or misses. */
export function recordsOf(
  group: { by: ParetoBy; key: string } | undefined,
  parameters: URLSearchParams,
  rate?: { measure: Measure; outcome: Outcome },
): string {
  const after = new URLSearchParams(parameters);
  for (const name of ['by', 'measure', 'outcome']) after.delete(name);
  if (group) after.set(recordFilters[group.by], group.key);
  for (const [name, value] of Object.entries(rate ?? {})) after.set(name, value);
  return after.size > 0 ? `${recordsPath}?${after}` : recordsPath;
}

const recordFilters = {
  product: 'productId',
  category: 'category',
  fault: 'faultCode',
  part: 'partId',
  site: 'siteId',
} as const satisfies Record<ParetoBy, string>;

export const outcomes = ['hit', 'miss'] as const;
export type Outcome = (typeof outcomes)[number];

/** What an address asks a chart for; undefined while it names nothing to chart. A product is charted rather than the category it was chosen from. */
export function chartQuestionOf(parameters: URLSearchParams): ChartQuestion | undefined {
  const subject = alertFilterOf(parameters);
  if (!subject.productId && !subject.category) return undefined;
  const weeks = chartWeeks.find((count) => String(count) === parameters.get('weeks')) ?? chartWeeks[0];
  return { ...subject, ...given(parameters, ['to']), weeks };
}

export function alertFilterOf(parameters: URLSearchParams): AlertFilter {
  const { productId, category } = given(parameters, ['productId', 'category']);
  if (productId) return { productId };
  return category ? { category } : {};
}

/** Where a bar leads on: what it stands for becomes a filter, and its records are ranked by what comes next. Reports have no filter for faults and parts. */
export function barLeadsTo(by: ParetoBy, key: string, parameters: URLSearchParams): string | undefined {
  const step = steps[by];
  if (!step) return undefined;
  const after = new URLSearchParams(parameters);
  after.set(step.filter, key);
  after.set('by', by !== 'product' && after.has('productId') ? 'fault' : step.next);
  return `${paretoPath}?${after}`;
}

/** The chart of what a bar stands for: products and categories have one. */
export function chartOf(by: ParetoBy, key: string): string | undefined {
  if (by === 'product') return `${chartPath}?${new URLSearchParams({ productId: key })}`;
  return by === 'category' ? `${chartPath}?${new URLSearchParams({ category: key })}` : undefined;
}

/** The chart as it stood when it raised the alert. */
export const chartOfAlert = ({ productId, raisedAt }: { productId: string; raisedAt: string }): string =>
  `${chartPath}?${new URLSearchParams({ productId, to: raisedAt })}`;

const steps: Partial<Record<ParetoBy, { filter: string; next: ParetoBy }>> = {
  product: { filter: 'productId', next: 'fault' },
  category: { filter: 'category', next: 'product' },
  site: { filter: 'siteId', next: 'product' },
};

function startOf(day: string, daysLater: number): string {
  const start = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(start) ? day : new Date(start + daysLater * dayMilliseconds).toISOString();
}

function given<Name extends string>(parameters: URLSearchParams, names: readonly Name[]): { [K in Name]?: string } {
  const found: { [K in Name]?: string } = {};
  for (const name of names) {
    const value = parameters.get(name);
    if (value) found[name] = value;
  }
  return found;
}
