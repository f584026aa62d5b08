import { Controller } from '@nestjs/common';
import {
  CallBackAnswered,
  RepairOrderOpened,
  RepairOrderPartsNeeded,
  RequestClosed,
  RequestReopened,
  ReservationIssued,
} from '#common/events/index.js';
import { Hears } from '#common/messaging/hears.js';
import { EvidenceService } from './evidence.service.js';

const consumer = 'quality.evidence';

@Controller()
export class EvidenceListener {
  constructor(private readonly evidence: EvidenceService) {}

  @Hears(CallBackAnswered, consumer)
  answered({ repairOrderId, answeredAt, satisfied, complaint, ...answers }: CallBackAnswered): Promise<void> {
    const { quality, punctuality, attitude, timesConfirmed, workConfirmed } = answers;
    const ratings = { quality, punctuality, attitude, timesConfirmed, workConfirmed };
    return this.evidence.learn(repairOrderId, {
      answeredAt: new Date(answeredAt),
      satisfied,
      complaint,
      ...given(ratings),
    });
  }

  @Hears(RequestReopened, consumer)
  reopened({ repairOrderId, reopenedAt }: RequestReopened): Promise<void> {
    return this.evidence.learn(repairOrderId, { returnedAt: new Date(reopenedAt) });
  }

  /** An order that goes on from another one is a return to that one. */
  @Hears(RepairOrderOpened, consumer)
  async opened({ previousOrderId, openedAt }: RepairOrderOpened): Promise<void> {
    if (previousOrderId) await this.evidence.learn(previousOrderId, { returnedAt: new Date(openedAt) });
  }

  @Hears(ReservationIssued, consumer)
  issued({ repairOrderId, fromHold, atHand = fromHold }: ReservationIssued): Promise<void> {
    return this.evidence.learn(repairOrderId, { partsAtHand: atHand });
  }

  @Hears(RepairOrderPartsNeeded, consumer)
  async partsNeeded({ repairOrderId, beforeVisit }: RepairOrderPartsNeeded): Promise<void> {
    if (!beforeVisit) await this.evidence.learn(repairOrderId, { partsMissed: 1 });
  }

  @Hears(RequestClosed, consumer)
  async closed({ repairOrderId, outcome, closedAt }: RequestClosed): Promise<void> {
    if (repairOrderId)
      await this.evidence.learn(repairOrderId, { closeOutcome: outcome, closedAt: new Date(closedAt) });
  }
}

/** Drops what was not answered, so that it does not replace what is known. */
function given<T extends object>(answers: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(answers).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> };
}
