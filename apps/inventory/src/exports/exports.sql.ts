const place = (column: string) => `(SELECT name FROM stock_location WHERE id = ${column})`;
const part = (column: string) => `(SELECT number FROM part WHERE id = ${column})`;

export const exportKinds = ['parts', 'stock', 'lead-times', 'forecasts', 'stock-policies', 'proposals'] as const;
export type ExportKind = (typeof exportKinds)[number];

interface Export {
  /** Names of the columns; the first row of the file. */
  columns: readonly string[];
  /** SQL of their values, in their order. */
  values: string;
  from: string;
  /** What the rows are sorted by: unique. */
  key: string;
}

/** What can be saved as a table. The first three have the columns of the imports, with the ids of places. */
export const exported = {
  parts: {
    columns: [
      ...['number', 'nameEn', 'nameZh', 'category', 'unitCostMinor', 'currency', 'criticality', 'packQuantity'],
      ...['supersededByNumber', 'weightGrams', 'volumeCubicCentimetres'],
    ],
    values: `number, name_en, name_zh, category, unit_cost_minor, currency, criticality, pack_quantity,
      ${part('listed.superseded_by_part_id')}, weight_grams, volume_cubic_centimetres`,
    from: `part AS listed`,
    key: 'id',
  },
  stock: {
    columns: ['partNumber', 'location', 'counted'],
    values: `${part('part_id')}, location_id, on_hand`,
    from: `stock_level`,
    key: 'id',
  },
  'lead-times': {
    columns: ['partNumber', 'fromLocation', 'toLocation', 'meanDays', 'deviationDays'],
    values: `${part('part_id')}, from_location_id, to_location_id, mean_days, deviation_days`,
    from: `lead_time_lane`,
    key: 'id',
  },
  forecasts: {
    columns: [
      ...['partNumber', 'location', 'asOf', 'demandClass', 'method', 'meanPerDay', 'deviationPerDay', 'targetShare'],
      ...['reorderPoint', 'orderUpTo', 'reason'],
    ],
    values: `${part('forecast.part_id')}, ${place('forecast.location_id')}, as_of::text, demand_class, method, mean_per_day,
      deviation_per_day, target_share, reorder_point, order_up_to, reason`,
    from: `forecast JOIN planned_item AS item
      ON (item.run_id, item.part_id, item.location_id) = (forecast.run_id, forecast.part_id, forecast.location_id)`,
    key: 'forecast.id',
  },
  'stock-policies': {
    columns: ['partNumber', 'location', 'reorderPoint', 'orderUpTo', 'overridden', 'overrideReason', 'reason'],
    values: `${part('part_id')}, ${place('location_id')}, coalesce(override_reorder_point, reorder_point),
      coalesce(override_order_up_to, order_up_to), (override_reorder_point IS NOT NULL)::text, override_reason, reason`,
    from: `stock_policy`,
    key: 'id',
  },
  proposals: {
    columns: [
      ...['id', 'status', 'kind', 'partNumber', 'fromLocation', 'toLocation', 'quantity', 'valueMinor', 'currency'],
      ...['proposedAt', 'reason', 'decidedBy', 'decisionReason'],
    ],
    values: `id, status, kind, ${part('part_id')}, ${place('from_location_id')}, ${place('to_location_id')}, quantity,
      value_minor::double precision, currency, to_char(proposed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), reason, decided_by,
      decision_reason`,
    from: `proposal`,
    key: 'id',
  },
} as const satisfies Record<ExportKind, Export>;
