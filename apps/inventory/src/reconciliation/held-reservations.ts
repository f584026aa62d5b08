import { Injectable } from '@nestjs/common';
import { HeldRows } from '#common/messaging/holdings.js';

/** What inventory holds for each repair order; the key is its request's. */
@Injectable()
export class HeldReservations extends HeldRows {
  readonly statement = `
    SELECT request_id AS key, json_build_object('repairOrderId', repair_order_id, 'status', status) AS facts
    FROM reservation
    WHERE ($1::uuid IS NULL OR request_id > $1) AND ($2::uuid IS NULL OR request_id <= $2)
      AND ($3::uuid[] IS NULL OR request_id = ANY($3))
    ORDER BY request_id, repair_order_id LIMIT $4`;
}
