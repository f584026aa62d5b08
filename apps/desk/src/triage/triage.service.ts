import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import type { FailureRecorded } from '#common/events/failure-recorded.js';
import type { TriageCase } from '../core/triage/model.js';
import { suggest, type TriageSuggestion } from '../core/triage/suggestion.js';
import { Products } from '../products/products.service.js';
import { ServiceRequest } from '../requests/service-request.entity.js';
import { TriageModels } from './triage-models.js';

/** A case with the order that taught it. */
export interface FoundCase extends TriageCase {
  repairOrderId: string;
  category: string;
}

/** From the words of a problem to likely faults, parts, skill and duration; learns from what technicians found. */
@Injectable()
export class Triage {
  constructor(
    private readonly transactions: Transactions,
    private readonly models: TriageModels,
    private readonly products: Products,
  ) {}

  async suggest(category: string, problem: string, symptomCode?: string | null): Promise<TriageSuggestion> {
    const { skill, skillLevel, certificate, durationMinutes } = await this.products.category(category);
    const defaults = { skill, skillLevel, certificate, durationMinutes };
    return suggest(await this.models.of(category), defaults, problem, symptomCode);
  }

  /** Learns many finished orders in one statement; an order that is known already is not learned again. */
  async learnMany(cases: readonly FoundCase[]): Promise<void> {
    await this.transactions.run((manager) =>
      manager.query(
        `INSERT INTO triage_case (repair_order_id, category, problem, symptom_code, fault_code, parts, skill_level, repair_minutes, orders)
         SELECT "repairOrderId", category, problem, "symptomCode", "faultCode", parts, "skillLevel", "repairMinutes", orders
         FROM jsonb_to_recordset($1) AS found ("repairOrderId" uuid, category text, problem text, "symptomCode" text,
           "faultCode" text, parts jsonb, "skillLevel" smallint, "repairMinutes" integer, orders integer)
         ON CONFLICT (repair_order_id) DO NOTHING`,
        [JSON.stringify(cases)],
      ),
    );
  }

  /** Learns from a failure that quality has recorded, with the words that the customer used. */
  learn(failure: FailureRecorded): Promise<void> {
    return this.transactions.run(async (manager) => {
      const request = await manager.findOneBy(ServiceRequest, { id: failure.requestId });
      if (!request || !failure.faultCode) return;
      await this.learnMany([
        {
          repairOrderId: failure.repairOrderId,
          category: failure.category,
          problem: request.problem,
          symptomCode: request.symptomCode,
          faultCode: failure.faultCode,
          parts: failure.partsUsed.map(({ partId, quantity }) => ({ partId, quantity })),
          skillLevel: levelThatWasEnough(failure, request),
          repairMinutes: Math.min(1440, Math.ceil(failure.repairSeconds / 60)),
          orders: 1,
        },
      ]);
    });
  }
}

/** A technician above the level that was asked for proves nothing about the level needed, unless a lower one had failed. */
function levelThatWasEnough(
  { technicianLevel }: FailureRecorded,
  { triage, higherLevelNeeded }: ServiceRequest,
): number {
  const came = Math.max(1, technicianLevel);
  return higherLevelNeeded ? came : Math.min(came, triage?.skillLevel ?? came);
}
