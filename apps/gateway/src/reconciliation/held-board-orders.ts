import { Injectable } from '@nestjs/common';
import { HeldRows } from '#common/messaging/holdings.js';

/** What the board shows of each repair order; the key is the order's. */
@Injectable()
export class HeldBoardOrders extends HeldRows {
  readonly statement = `
    SELECT id AS key, json_build_object('status', status) AS facts
    FROM board_order
    WHERE ($1::uuid IS NULL OR id > $1) AND ($2::uuid IS NULL OR id <= $2) AND ($3::uuid[] IS NULL OR id = ANY($3))
    ORDER BY id LIMIT $4`;
}
