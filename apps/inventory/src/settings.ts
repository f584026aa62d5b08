/** How this inventory decides: read from the environment by `config.ts`, or given by the process that starts all services. Also its injection token. */
export abstract class InventorySettings {
  /** Parts at least this likely are held, where they are at hand, when an order is offered or booked. */
  abstract readonly holdFromProbability: number;
  /** Parts at least this likely are held and sent from wherever they are, and waited for where there are none. */
  abstract readonly fetchFromProbability: number;
  /** Chance to have no stock-out in one replenishment cycle that reorder points aim at. */
  abstract readonly serviceLevel: number;
  /** Days of demand that reorder points look back on. */
  abstract readonly demandDays: number;
  /** Purchases up to this value in minor units are ordered without a planner; transfers between own places always are. */
  abstract readonly approveBelowMinor: number;
  /** Whether ordered pieces count as received when they are due; if not, somebody has to report the receipt. */
  abstract readonly receiveWhenDue: boolean;
  /** Whether all is planned anew every week and published; if not, a planner asks for each run. */
  abstract readonly planWeekly: boolean;
  /** What one piece costs that is not there when it is wanted: a second visit, a rush order; in minor units. */
  abstract readonly shortageCostMinor: number;
  /** What a transfer between two own places costs, in minor units: a move is proposed when it saves more. */
  abstract readonly transferCostMinor: number;
  /** What a van may carry: litres, and value of parts in minor units. */
  abstract readonly vanVolumeLitres: number;
  abstract readonly vanValueMinor: number;
}

export const defaultSettings: InventorySettings = {
  holdFromProbability: 0.05,
  fetchFromProbability: 0.3,
  serviceLevel: 0.95,
  demandDays: 90,
  approveBelowMinor: 1_000_000,
  receiveWhenDue: true,
  planWeekly: true,
  shortageCostMinor: 25_000,
  transferCostMinor: 3_000,
  vanVolumeLitres: 400,
  vanValueMinor: 1_500_000,
};
