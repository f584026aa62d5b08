import type { DemoAsset } from '../world/customers.js';
import type { PastRepair } from '../world/history.js';
import { randomFor } from '../world/random.js';
import type { World } from '../world/world.js';
import { insertRows } from './rows.js';
import type { Seeder } from './targets.js';

/** The finished repairs of the last two years, and the installed base that quality would have heard of. Names come by events. */
export function qualitySeeder(world: World): Seeder {
  return async (manager) => {
    await insertRows(manager, 'asset', world.assets.map(assetRow));
    const records = recordRows(world);
    await insertRows(manager, 'failure_record', records);
    await insertRows(manager, 'failure_part', world.history.flatMap(partRows));
  };
}

const assetRow = ({ id, productId, category, batch, installedAt }: DemoAsset) => ({
  asset_id: id,
  product_id: productId,
  category,
  batch,
  installed_at: installedAt,
  version: 1,
});

const secondsBetween = (from: Date, to: Date) => Math.round((to.getTime() - from.getTime()) / 1000);

function recordRows(world: World) {
  const random = randomFor(world.seed, 'indicators');
  const returns = returnTimes(world.history);
  return world.history.map((repair, index) => {
    const { fault, asset, site, technician } = repair;
    const returnedAt = returns.get(repair.orderId);
    const satisfied = !returnedAt && random.chance(repair.visits === 1 ? 0.94 : 0.8);
    return {
      failure_record_id: repair.failureId,
      repair_order_id: repair.orderId,
      number: `H-${String(index + 1).padStart(6, '0')}`,
      request_id: repair.requestId,
      asset_id: asset.id,
      product_id: asset.productId,
      category: asset.category,
      batch: asset.batch,
      age_days: ageDays(asset, repair.reportedAt),
      site_id: site.id,
      technician_id: technician.id,
      technician_level: repair.technicianLevel,
      symptom_code: fault.symptom,
      fault_code: fault.code,
      cause_code: 'wear',
      remedy_code: fault.remedy,
      repaired: true,
      fault_free_part_replaced: random.chance(0.03),
      visits: repair.visits,
      accepted_at: repair.acceptedAt,
      scheduled_start: repair.arrivedAt,
      ...timesOf(repair),
      travel_metres: repair.travelMetres,
      mandatory_steps_done: random.chance(0.9) ? 4 : 3,
      mandatory_steps_total: 4,
      parts_used: repair.partIds.length,
      part_hit: repair.partIds.length > 0 ? repair.visits === 1 : null,
      returned_at: returnedAt ?? null,
      truthfulness: random.chance(0.95) ? 1 : 2 / 3,
      satisfaction: satisfied ? 1 : 0,
      repair_time: repairTimeIndicator(repair),
      diagnosis_accuracy: returnedAt ? 0 : 1,
      attitude: satisfied ? random.whole(3, 4) / 4 : random.whole(1, 3) / 4,
      compliance: random.chance(0.9) ? 1 : 0.875,
      version: 1,
    };
  });
}

/** The five parts add up to the time from report to finish. */
function timesOf({ reportedAt, arrivedAt, finishedAt, travelMetres }: PastRepair) {
  const travelSeconds = Math.min(Math.round(travelMetres / 14), secondsBetween(reportedAt, arrivedAt));
  const workSeconds = secondsBetween(arrivedAt, finishedAt);
  const diagnosisSeconds = Math.round(workSeconds / 4);
  return {
    occurred_at: reportedAt,
    arrived_at: arrivedAt,
    diagnosed_at: new Date(arrivedAt.getTime() + diagnosisSeconds * 1000),
    finished_at: finishedAt,
    due_by: new Date(reportedAt.getTime() + 86_400_000),
    response_seconds: secondsBetween(reportedAt, arrivedAt) - travelSeconds,
    waiting_parts_seconds: 0,
    travel_seconds: travelSeconds,
    diagnosis_seconds: diagnosisSeconds,
    repair_seconds: workSeconds - diagnosisSeconds,
  };
}

/** 1 within a day of acceptance, 0 after three. */
function repairTimeIndicator({ acceptedAt, finishedAt }: PastRepair): number {
  const days = secondsBetween(acceptedAt, finishedAt) / 86_400;
  return Math.min(1, Math.max(0, 1 - (days - 1) / 2));
}

const ageDays = (asset: DemoAsset, at: Date) => Math.max(0, Math.floor(secondsBetween(asset.installedAt, at) / 86_400));

/** When the same fault of the same asset came back within 30 days of the repair. */
function returnTimes(history: readonly PastRepair[]): Map<string, Date> {
  const last = new Map<string, PastRepair>();
  const returns = new Map<string, Date>();
  for (const repair of history) {
    const key = `${repair.asset.id} ${repair.fault.code}`;
    const before = last.get(key);
    const days = before ? secondsBetween(before.finishedAt, repair.reportedAt) / 86_400 : Infinity;
    if (before && days >= 0 && days <= 30) returns.set(before.orderId, repair.reportedAt);
    last.set(key, repair);
  }
  return returns;
}

const partRows = ({ orderId, site, partIds }: PastRepair) =>
  partIds.map((partId, index) => ({
    repair_order_id: orderId,
    line: index + 1,
    site_id: site.id,
    part_id: partId,
    quantity: 1,
  }));
