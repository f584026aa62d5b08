import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import type { LaneView, SaveLane } from '../lanes/lane.dto.js';
import { LanesService } from '../lanes/lanes.service.js';
import type { ImportFault } from './import.dto.js';
import type { LeadTimeRow, Numbered } from './import-rows.js';
import type { ImportPlan } from './imports.service.js';
import { partsByNumber, placesByName } from './places.js';

type Known = Pick<LaneView, 'meanDays' | 'deviationDays'>;

const keyOf = ({
  partId,
  fromLocationId,
  toLocationId,
}: Pick<SaveLane, 'partId' | 'fromLocationId' | 'toLocationId'>) =>
  `${partId ?? ''} ${fromLocationId ?? ''} ${toLocationId}`;

/** Agreed lead times from a table. A lane that says the same as before keeps what it has measured. */
@Injectable()
export class LeadTimesImport {
  constructor(
    private readonly transactions: Transactions,
    private readonly lanes: LanesService,
  ) {}

  async plan(rows: readonly Numbered<LeadTimeRow>[]): Promise<ImportPlan> {
    const { lanes, faults } = await this.resolve(rows);
    const known = await this.known(lanes);
    const isSame = (lane: SaveLane) => {
      const before = known.get(keyOf(lane));
      return before?.meanDays === lane.meanDays && before.deviationDays === (lane.deviationDays ?? 0);
    };
    const written = lanes.filter((lane) => !isSame(lane));
    const created = written.filter((lane) => !known.has(keyOf(lane))).length;
    return {
      ...{ created, changed: written.length - created, unchanged: lanes.length - written.length, faults },
      write: async () => {
        for (const lane of written) await this.lanes.save(lane);
      },
    };
  }

  private async resolve(rows: readonly Numbered<LeadTimeRow>[]): Promise<{ lanes: SaveLane[]; faults: ImportFault[] }> {
    const { manager } = this.transactions;
    const partOf = await partsByNumber(
      manager,
      rows.flatMap(({ value }) => value.partNumber ?? []),
    );
    const placeOf = await placesByName(
      manager,
      rows.flatMap(({ value }) => [value.toLocation, value.fromLocation ?? []].flat()),
    );
    const faults: ImportFault[] = [];
    const lanes = new Map<string, SaveLane>();
    for (const { row, value } of rows) {
      const { partNumber, fromLocation, toLocation, meanDays, deviationDays } = value;
      const partId = partNumber === undefined ? undefined : partOf.get(partNumber);
      const from = fromLocation === undefined ? undefined : placeOf(fromLocation);
      const to = placeOf(toLocation);
      if (partNumber !== undefined && !partId)
        faults.push({ row, column: 'partNumber', message: `there is no part ${partNumber}` });
      if (typeof from === 'string') faults.push({ row, column: 'fromLocation', message: from });
      if (typeof to === 'string') faults.push({ row, column: 'toLocation', message: to });
      if (typeof from === 'string' || typeof to === 'string' || (partNumber !== undefined && !partId)) continue;
      if (from?.id === to.id) faults.push({ row, column: 'toLocation', message: 'must be another place' });
      const lane = {
        ...{ toLocationId: to.id, meanDays },
        ...(partId !== undefined && { partId }),
        ...(from && { fromLocationId: from.id }),
        ...(deviationDays !== undefined && { deviationDays }),
      };
      if (lanes.has(keyOf(lane))) faults.push({ row, column: 'toLocation', message: 'this lane is there twice' });
      lanes.set(keyOf(lane), lane);
    }
    return { lanes: [...lanes.values()], faults };
  }

  private async known(lanes: readonly SaveLane[]): Promise<Map<string, Known>> {
    const rows = await this.transactions.manager.query<(SaveLane & Known)[]>(
      `SELECT part_id AS "partId", from_location_id AS "fromLocationId", to_location_id AS "toLocationId", mean_days AS "meanDays",
         deviation_days AS "deviationDays" FROM lead_time_lane WHERE to_location_id = ANY($1::uuid[])`,
      [lanes.map(({ toLocationId }) => toLocationId)],
    );
    return new Map(rows.map((lane) => [keyOf(lane), lane]));
  }
}
