import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { prepared } from '#common/database/prepared.js';
import { Transactions } from '#common/database/transactions.js';
import { invalid, Problem } from '#common/http/problems.js';
import { openStatuses } from '../core/request-status.js';
import { CustomerLinks } from '../customer-links/customer-links.service.js';
import { Intake } from '../requests/intake.service.js';
import { Timeline } from '../timeline/timeline.service.js';
import type { ReportByCode, ReportedByCode } from './asset-code.dto.js';
import { AssetCodes } from './asset-codes.service.js';

const mostOpen = 3;

/** Takes reports of whoever has scanned an asset's label. */
@Injectable()
export class CodeReports {
  constructor(
    private readonly transactions: Transactions,
    private readonly codes: AssetCodes,
    private readonly intake: Intake,
    private readonly links: CustomerLinks,
    private readonly timeline: Timeline,
  ) {}

  /**
   * The same report sent again is the same request, with a link of its own, so that an answer that got lost costs nothing. A duplicate gets no link: the
   * label alone must not show when somebody comes to whom.
   */
  report(code: string, { reportId, problem, contact, windows }: ReportByCode, caller: Actor): Promise<ReportedByCode> {
    if (!contact.phone && !contact.email) throw invalid('contact.phone', 'give a phone number or an e-mail address');
    const externalId = `qr-${reportId.toLowerCase()}`;
    return this.transactions.run(async () => {
      const asset = await this.codes.assetOf(code);
      await this.refuseTooMany(asset.id, externalId);
      const report = { channel: 'qr', externalId, assetId: asset.id, problem, ...(windows && { windows }) } as const;
      const request = await this.intake.report(report, caller);
      const { id: requestId, number, intake } = request;
      if (intake !== 'repeated') await this.timeline.add({ requestId, kind: 'reporter', data: { ...contact } });
      if (request.externalId !== externalId) return { number, intake };
      const { token } = await this.links.create(requestId, {}, caller);
      return { number, intake, ...(token && { token }) };
    });
  }

  /** A label can be misused by anybody who has seen it: so many open reports are enough to come and look. */
  private async refuseTooMany(assetId: string, externalId: string): Promise<void> {
    const [open] = await this.transactions.run((manager) =>
      prepared<{ count: number }>(manager, countOpen, [assetId, externalId, openStatuses]),
    );
    if ((open?.count ?? 0) >= mostOpen)
      throw new Problem('conflict', `this asset has ${mostOpen} open reports already: call us if there is more`);
  }
}

const countOpen = `
  SELECT count(*)::integer AS count FROM service_request
  WHERE asset_id = $1 AND channel = 'qr' AND external_id <> $2 AND status = ANY ($3)`;
