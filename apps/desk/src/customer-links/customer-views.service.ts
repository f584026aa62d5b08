import { Injectable } from '@nestjs/common';
import { prepared } from '#common/database/prepared.js';
import { Transactions } from '#common/database/transactions.js';
import { ArrivalCodes } from '../arrival-codes/arrival-codes.service.js';
import { CallBack } from '../call-backs/call-back.entity.js';
import { type CustomerState, customerState, mayChooseTime } from '../core/customer-state.js';
import { Product } from '../products/product.entity.js';
import type { ServiceRequest } from '../requests/service-request.entity.js';
import { SiteNames } from '../sites/site-names.service.js';
import type { CustomerRequestView } from './customer.dto.js';
import type { OpenedLink } from './customer-links.service.js';

export const mostPhotos = 3;

/** Shows a request to its customer. */
@Injectable()
export class CustomerViews {
  constructor(
    private readonly transactions: Transactions,
    private readonly sites: SiteNames,
    private readonly codes: ArrivalCodes,
  ) {}

  of({ link, request, expiresAt }: OpenedLink): Promise<CustomerRequestView> {
    return this.transactions.run(async (manager) => {
      const product = await manager.findOneByOrFail(Product, { id: request.productId });
      const call = await this.lastCall(request.id);
      const { promisedFrom, promisedTo, siteId, repairOrderId } = request;
      const state = customerState({
        ...request,
        after: call?.after,
        cannotCompleteReason: call?.cannotCompleteReason,
      });
      const eta = state === 'on_the_way' ? await this.etaOf(request) : undefined;
      const arrivalCode = await this.codeOf(request, state);
      const siteName = siteId ? await this.sites.of(siteId) : undefined;
      return {
        number: request.number,
        state,
        productEn: product.nameEn,
        productZh: product.nameZh,
        reportedAt: request.openedAt.toISOString(),
        timeZone: request.place.timeZone,
        ...(promisedFrom &&
          promisedTo && { promised: { from: promisedFrom.toISOString(), to: promisedTo.toISOString() } }),
        ...(eta && { eta }),
        ...(arrivalCode && { arrivalCode }),
        ...(siteName && { siteName }),
        mayChooseTime: mayChooseTime(request),
        mayAnswer: call?.status === 'due',
        ...(call && call.satisfied !== null && { satisfied: call.satisfied }),
        photosLeft: Math.max(0, mostPhotos - link.photos),
        ...(repairOrderId && { repairOrderId }),
        ...(expiresAt && { expiresAt: expiresAt.toISOString() }),
      };
    });
  }

  /** The call-back of the last attempt; null while nothing was finished. */
  lastCall(requestId: string): Promise<CallBack | null> {
    return this.transactions.run((manager) =>
      manager.findOne(CallBack, { where: { requestId }, order: { attempt: 'DESC', id: 'DESC' } }),
    );
  }

  /** Asked for at the door or a little later, as long as nobody has entered it. */
  private async codeOf({ visitId }: ServiceRequest, state: CustomerState): Promise<string | undefined> {
    if (!visitId || (state !== 'on_the_way' && state !== 'there')) return undefined;
    const given = await this.codes.of(visitId);
    return given?.confirmedAt ? undefined : given?.code;
  }

  /** What the technician said when leaving. */
  private etaOf({ id, visitId }: ServiceRequest): Promise<string | undefined> {
    return this.transactions.run(async (manager) => {
      const [told] = await prepared<{ eta: string | null }>(manager, lastDeparture, [id, visitId]);
      return told?.eta ?? undefined;
    });
  }
}

const lastDeparture = `
  SELECT data->>'eta' AS eta FROM timeline_entry
  WHERE request_id = $1 AND kind = 'visit_en_route' AND data->>'visitId' = $2::text ORDER BY seq DESC LIMIT 1`;
