import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { Problem } from '#common/http/problems.js';
import { Asset } from '../assets/asset.entity.js';
import { Customer } from '../customers/customer.entity.js';
import { lockExternalId } from '../external-id.js';
import type { ReportRequest } from './request.dto.js';
import { ServiceRequest } from './service-request.entity.js';

/** The request to which this caller's report of this external id was added. */
const reportedAgain = `SELECT request_id FROM timeline_entry
  WHERE kind = 'reported_again' AND data->>'externalId' = :externalId AND actor_id = :callerId LIMIT 1`;

/** Knows a report again by the external id that its caller gave it. */
@Injectable()
export class RepeatedReports {
  constructor(private readonly transactions: Transactions) {}

  /** What this caller has reported under this external id before, if anything; until the transaction ends no other report of it is taken. */
  find(report: ReportRequest, caller: Actor): Promise<ServiceRequest | null> {
    const { externalId } = report;
    if (!externalId) return Promise.resolve(null);
    return this.transactions.run(async (manager) => {
      await lockExternalId(manager, 'request', `${caller.id}:${externalId}`);
      const before = await manager
        .createQueryBuilder(ServiceRequest, 'request')
        .where('request.external_id = :externalId AND request.reported_by = :callerId')
        .orWhere(`request.id = (${reportedAgain})`)
        .setParameters({ externalId, callerId: caller.id })
        .getOne();
      if (before) await refuseOther(manager, before, report, externalId);
      return before;
    });
  }
}

/** 409 when the ids in the report are those of another customer or asset: it is another report, and must not get lost. */
async function refuseOther(
  manager: EntityManager,
  before: ServiceRequest,
  { customerId, customer, assetId, asset }: ReportRequest,
  externalId: string,
): Promise<void> {
  const of = await manager.findOneByOrFail(Customer, { id: before.customerId });
  const about = await manager.findOneByOrFail(Asset, { id: before.assetId });
  const otherCustomer = differs(customerId?.toLowerCase(), of.id) || differs(customer?.externalId, of.externalId);
  const otherAsset =
    differs(assetId?.toLowerCase(), about.id) ||
    differs(asset?.externalId, about.externalId) ||
    differs(asset?.serialNumber, about.serialNumber);
  if (!otherCustomer && !otherAsset) return;
  const message = `'${externalId}' is request ${before.number} of another ${otherCustomer ? 'customer' : 'asset'}: give each report an id of its own`;
  throw new Problem('already-exists', `externalId: ${message}`, { errors: [{ field: 'externalId', message }] });
}

/** Only where both are known: what was entered without may have got an id since. */
const differs = (given: string | undefined, known: string | null) =>
  given !== undefined && known !== null && given !== known;
