import { Injectable } from '@nestjs/common';
import { HeldRows } from '#common/messaging/holdings.js';

/** Which repair orders quality has a failure record of; the key is the order's. */
@Injectable()
export class HeldFailures extends HeldRows {
  readonly statement = `
    SELECT repair_order_id AS key, json_build_object('repaired', repaired) AS facts
    FROM failure_record
    WHERE ($1::uuid IS NULL OR repair_order_id > $1) AND ($2::uuid IS NULL OR repair_order_id <= $2)
      AND ($3::uuid[] IS NULL OR repair_order_id = ANY($3))
    ORDER BY repair_order_id LIMIT $4`;
}
