import { EnvironmentVariable } from '#common/runtime/config.js';
import { ServiceConfig } from '#common/runtime/service-config.js';
import { Decimal, Flag, Whole } from '#common/validation/fields.js';
import { defaultSettings, type InventorySettings } from './settings.js';

/** What the service reads from its environment when it runs alone. */
export class InventoryConfig extends ServiceConfig {
  override PORT = 3003;

  @EnvironmentVariable(
    'Parts at least this likely are held, where they are at hand, when an order is offered or booked.',
    'a number from 0 to 1',
  )
  @Decimal(0, 1)
  HOLD_FROM_PROBABILITY = defaultSettings.holdFromProbability;

  @EnvironmentVariable(
    'Parts at least this likely are held wherever they are, sent to where the work is done, and waited for.',
    'a number from 0 to 1',
  )
  @Decimal(0, 1)
  FETCH_FROM_PROBABILITY = defaultSettings.fetchFromProbability;

  @EnvironmentVariable(
    'Chance of no stock-out in a replenishment cycle that reorder points aim at.',
    'a number from 0.5 to 0.999',
  )
  @Decimal(0.5, 0.999)
  SERVICE_LEVEL = defaultSettings.serviceLevel;

  @EnvironmentVariable('Days of demand that reorder points look back on.', 'a whole number from 7 to 1000')
  @Whole(7, 1_000)
  DEMAND_DAYS = defaultSettings.demandDays;

  @EnvironmentVariable('Purchases up to this value in minor units of money need no planner.', 'a whole number from 0')
  @Whole(0, 1_000_000_000_000)
  APPROVE_BELOW_MINOR = defaultSettings.approveBelowMinor;

  @EnvironmentVariable('Whether ordered pieces count as received when they are due.', 'on or off')
  @Flag()
  RECEIVE_WHEN_DUE = defaultSettings.receiveWhenDue;

  @EnvironmentVariable('Whether parts are planned anew every week and the plan is published.', 'on or off')
  @Flag()
  PLAN_WEEKLY = defaultSettings.planWeekly;

  @EnvironmentVariable(
    'What a piece costs that is not there when it is wanted, in minor units of money: keeping a part must cost less.',
    'a whole number from 0',
  )
  @Whole(0, 1_000_000_000)
  SHORTAGE_COST_MINOR = defaultSettings.shortageCostMinor;

  @EnvironmentVariable(
    'What a transfer between two own places costs, in minor units of money: a move must save more.',
    'a whole number from 0',
  )
  @Whole(0, 1_000_000_000)
  TRANSFER_COST_MINOR = defaultSettings.transferCostMinor;

  @EnvironmentVariable('Litres of parts that a van may carry.', 'a number from 0 to 100000')
  @Decimal(0, 100_000)
  VAN_VOLUME_LITRES = defaultSettings.vanVolumeLitres;

  @EnvironmentVariable('Value of parts that a van may carry, in minor units of money.', 'a whole number from 0')
  @Whole(0, 1_000_000_000_000)
  VAN_VALUE_MINOR = defaultSettings.vanValueMinor;
}

export const settingsFrom = (config: InventoryConfig): InventorySettings => ({
  holdFromProbability: config.HOLD_FROM_PROBABILITY,
  fetchFromProbability: config.FETCH_FROM_PROBABILITY,
  serviceLevel: config.SERVICE_LEVEL,
  demandDays: config.DEMAND_DAYS,
  approveBelowMinor: config.APPROVE_BELOW_MINOR,
  receiveWhenDue: config.RECEIVE_WHEN_DUE,
  planWeekly: config.PLAN_WEEKLY,
  shortageCostMinor: config.SHORTAGE_COST_MINOR,
  transferCostMinor: config.TRANSFER_COST_MINOR,
  vanVolumeLitres: config.VAN_VOLUME_LITRES,
  vanValueMinor: config.VAN_VALUE_MINOR,
});
