import type { PlannedItem } from '../core/plan/plan-batch.js';

/** What is written of a planned item, in the order of the parameters of `savePlannedItems`. */
const columns = {
  partId: 'uuid',
  locationId: 'uuid',
  demandClass: 'text',
  method: 'text',
  meanPerDay: 'double precision',
  deviationPerDay: 'double precision',
  leadTimeDays: 'double precision',
  leadTimeDeviationDays: 'double precision',
  reorderPoint: 'integer',
  orderUpTo: 'integer',
  targetShare: 'double precision',
  plannedShare: 'double precision',
  stockValueMinor: 'double precision',
  currency: 'text',
  reason: 'text',
  history: 'json',
  plan: 'json',
} as const satisfies Record<keyof PlannedItem, string>;

const names = Object.keys(columns) as (keyof PlannedItem)[];

/** The items column by column, a line each: PostgreSQL reads this in half the time of a JSON document. JSON has no lines, and a text that has some loses them. */
export const columnsOf = (items: readonly PlannedItem[]): string[] =>
  names.map((name) => items.map((item) => lineOf(item[name])).join('\n'));

function lineOf(value: PlannedItem[keyof PlannedItem]): string {
  if (typeof value === 'object') return JSON.stringify(value);
  // PostgreSQL would keep them, and who reads the figures would find none.
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`${value} is no figure of a plan`);
  return String(value).replaceAll('\n', ' ');
}

const lists = names.map((name, index) => `string_to_array($${index + 2}, E'\\n')::${columns[name]}[]`);

/** $1 run, then each column as `columnsOf` has it. A batch that was planned twice is written once. */
export const savePlannedItems = `
  INSERT INTO planned_item (run_id, part_id, location_id, demand_class, method, mean_per_day, deviation_per_day, lead_time_days,
    lead_time_deviation_days, reorder_point, order_up_to, target_share, planned_share, stock_value_minor, currency, reason, history, plan,
    as_of, period_days)
  SELECT $1::uuid, item.*, run.as_of, run.period_days FROM planning_run AS run, unnest(${lists.join(', ')}) AS item WHERE run.id = $1`;
