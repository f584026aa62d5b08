import { Injectable } from '@nestjs/common';
import { HeldRows } from '#common/messaging/holdings.js';

/** What the desk holds of each request and the order that answers it; the key is the request's. */
@Injectable()
export class HeldRequests extends HeldRows {
  readonly statement = `
    SELECT id AS key, json_build_object('number', number, 'status', status, 'attempt', attempt, 'repairOrderId', repair_order_id,
      'repairOrderStatus', repair_order_status,
      'changedAt', (SELECT at FROM timeline_entry WHERE request_id = service_request.id ORDER BY seq DESC LIMIT 1)) AS facts
    FROM service_request
    WHERE ($1::uuid IS NULL OR id > $1) AND ($2::uuid IS NULL OR id <= $2) AND ($3::uuid[] IS NULL OR id = ANY($3))
    ORDER BY id LIMIT $4`;
}
