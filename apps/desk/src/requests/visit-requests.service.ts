import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import type { TimeWindow } from '#common/events/values.js';
import { VisitRequested } from '#common/events/visit-requested.js';
import { invalid } from '#common/http/problems.js';
import { Outbox } from '#common/messaging/outbox.js';
import { Clock } from '#common/runtime/clock.js';
import { Asset } from '../assets/asset.entity.js';
import { isUnderWarranty } from '../core/warranty.js';
import { Product } from '../products/product.entity.js';
import type { ServiceRequest } from './service-request.entity.js';

/** The unit that a visit is for. */
export interface VisitSubject {
  asset: Asset;
  product: Product;
}

/** Asks dispatch for a visit: everything that it needs to find site, technician and parts travels with the fact. */
@Injectable()
export class VisitRequests {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Publishes the wish for the request's present attempt; the caller has raised `attempt` and stored the row. */
  async publish(request: ServiceRequest, previousOrderId?: string, subject?: VisitSubject): Promise<void> {
    const { asset, product } = subject ?? (await this.subjectOf(request));
    const { triage, symptomCode, place, dueBy } = request;
    if (!triage) throw new Error(`request ${request.number} has no triage`);
    const { likelyFaults, likelyParts, skill, skillLevel, certificate, durationMinutes } = triage;
    const terms = { ...asset, warrantyMonths: product.warrantyMonths };
    await this.outbox.publish(VisitRequested, {
      requestId: request.id,
      number: request.number,
      attempt: request.attempt,
      customerId: request.customerId,
      assetId: asset.id,
      productId: product.id,
      category: request.category,
      ...(asset.batch && { batch: asset.batch }),
      installedAt: asset.installedAt.toISOString(),
      place,
      ...(symptomCode && { symptomCode }),
      likelyFaults,
      likelyParts,
      skill,
      skillLevel,
      ...(certificate && { certificate }),
      durationMinutes,
      windows: this.stillOpen(request.windows),
      dueBy: dueBy.toISOString(),
      priority: request.priority,
      emergency: request.emergency,
      underWarranty: isUnderWarranty(terms, place.timeZone, request.openedAt),
      ...(previousOrderId && { previousOrderId }),
      reportedAt: request.openedAt.toISOString(),
      version: request.version,
    });
  }

  /** 400 for a window that ends before it starts or has passed. */
  checkWindows(windows: readonly TimeWindow[]): void {
    const now = this.clock.now();
    windows.forEach(({ from, to }, index) => {
      if (new Date(from) >= new Date(to)) throw invalid(`windows[${index}].to`, 'must be later than from');
      if (new Date(to) <= now) throw invalid(`windows[${index}].to`, `has passed: it is ${now.toISOString()}`);
    });
  }

  private stillOpen(windows: readonly TimeWindow[]): TimeWindow[] {
    const now = this.clock.now();
    return windows.filter(({ to }) => new Date(to) > now);
  }

  private subjectOf({ assetId, productId }: ServiceRequest): Promise<VisitSubject> {
    return this.transactions.run(async (manager) => ({
      asset: await manager.findOneByOrFail(Asset, { id: assetId }),
      product: await manager.findOneByOrFail(Product, { id: productId }),
    }));
  }
}
