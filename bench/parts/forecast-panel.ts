import { itemOf } from '../../apps/inventory/src/core/forecasting/item.js';
import { forecastOf } from '../../apps/inventory/src/core/forecasting/forecast-item.js';
import { learnGroup } from '../../apps/inventory/src/core/forecasting/learn-group.js';
import { cleanHistory } from '../../apps/inventory/src/core/forecasting/history.js';
import type { DemandForecast } from '../../apps/inventory/src/core/forecasting/demand-forecast.js';
import type { GroupModel } from '../../apps/inventory/src/core/forecasting/group-model.js';

type Rows = readonly (readonly (number | null)[])[];

/** What the whole table teaches: one group, as a planner would have it for one range of parts. */
export function groupOf(rows: Rows, horizon: number, cycle: number): GroupModel {
  return learnGroup(
    rows.map((row) => cleanHistory(row).demand),
    { horizon, cycle },
  );
}

/** A forecast for each row, with the same selector and constants for every table. */
export function forecastPanel(rows: Rows, horizon: number, cycle: number): DemandForecast[] {
  const group = groupOf(rows, horizon, cycle);
  return rows.map((row) => forecastOf(itemOf(row), { group, horizon }));
}
