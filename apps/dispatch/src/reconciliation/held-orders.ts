import { Injectable } from '@nestjs/common';
import { HeldRows } from '#common/messaging/holdings.js';

/** What dispatch holds of each repair order; the key is its request's. */
@Injectable()
export class HeldOrders extends HeldRows {
  readonly statement = `
    SELECT request_id AS key, json_build_object('repairOrderId', id, 'number', number, 'attempt', attempt, 'status', status,
      'requestEnded', request_ended,
      'changedAt', (SELECT at FROM repair_order_transition WHERE repair_order_id = repair_order.id
        ORDER BY repair_order_transition.id DESC LIMIT 1)) AS facts
    FROM repair_order
    WHERE ($1::uuid IS NULL OR request_id > $1) AND ($2::uuid IS NULL OR request_id <= $2)
      AND ($3::uuid[] IS NULL OR request_id = ANY($3))
    ORDER BY request_id, attempt LIMIT $4`;
}
