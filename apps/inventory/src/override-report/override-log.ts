import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { uuidv7 } from '#common/database/uuid.js';
import { Clock } from '#common/runtime/clock.js';
import { comparePolicyNow } from './override-report.sql.js';

/** Remembers each time that a planner's numbers counted for a policy, and what they replaced. Call it in the transaction that changes the policy. */
@Injectable()
export class OverrideLog {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** The policy has just got a planner's numbers. */
  async begin(policyId: string): Promise<void> {
    const { manager } = this.transactions;
    await manager.query(
      `INSERT INTO policy_override (id, stock_policy_id, part_id, location_id, reorder_point, order_up_to, reason, author, entered_at)
       SELECT $2, id, part_id, location_id, override_reorder_point, override_order_up_to, override_reason, overridden_by, overridden_at
       FROM stock_policy WHERE id = $1`,
      [policyId, uuidv7()],
    );
    await manager.query(comparePolicyNow, [policyId, this.clock.now()]);
  }

  /** They count no longer; nothing happens if they had not. */
  async end(policyId: string): Promise<void> {
    await this.transactions.manager.query(
      `UPDATE policy_override SET ended_at = $2 WHERE stock_policy_id = $1 AND ended_at IS NULL`,
      [policyId, this.clock.now()],
    );
  }
}
