import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { uuidv7 } from '#common/database/uuid.js';
import { linkHeader } from '#common/http/link-token.js';
import { invalid, notFound, Problem } from '#common/http/problems.js';
import { Clock } from '#common/runtime/clock.js';
import { linkExpiry } from '../core/link-expiry.js';
import { RequestLists } from '../requests/request-lists.service.js';
import { ServiceRequest } from '../requests/service-request.entity.js';
import { Timeline } from '../timeline/timeline.service.js';
import type { CustomerLinkView, MakeCustomerLink, NewCustomerLinkView } from './customer-link.dto.js';
import { CustomerLink } from './customer-link.entity.js';
import { isSameDigest, newToken, readToken } from './link-token.js';

/** A link that is good, with what it leads to. */
export interface OpenedLink {
  link: CustomerLink;
  request: ServiceRequest;
  expiresAt: Date | undefined;
}

const mostLinks = 100;
const nobody = Buffer.alloc(32);

/** Links with which a customer sees one request without signing in: made and revoked by agents, opened by whoever has one. */
@Injectable()
export class CustomerLinks {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly requests: RequestLists,
    private readonly timeline: Timeline,
  ) {}

  create(requestId: string, { expiresAt }: MakeCustomerLink, caller: Actor): Promise<NewCustomerLinkView> {
    const now = this.clock.now();
    const end = expiresAt ? new Date(expiresAt) : null;
    if (end && end <= now) throw invalid('expiresAt', `has passed: it is ${now.toISOString()}`);
    return this.transactions.run(async (manager) => {
      const request = await this.requests.visible(requestId, caller);
      if ((await manager.countBy(CustomerLink, { requestId })) >= mostLinks)
        throw new Problem('conflict', `request ${request.number} has ${mostLinks} links: use one of them`);
      const id = uuidv7();
      const { token, secretHash } = newToken(id);
      const made = { createdBy: caller.name, createdAt: now, expiresAt: end, revokedAt: null, photos: 0 };
      const link = Object.assign(new CustomerLink(), { id, requestId, secretHash, ...made });
      await manager.insert(CustomerLink, link);
      await this.timeline.add({ requestId, kind: 'customer_link_made', data: { linkId: id } });
      return { ...viewOf(link, request), token };
    });
  }

  list(requestId: string, caller: Actor): Promise<CustomerLinkView[]> {
    return this.transactions.run(async (manager) => {
      const request = await this.requests.visible(requestId, caller);
      const links = await manager.find(CustomerLink, { where: { requestId }, order: { id: 'DESC' }, take: mostLinks });
      return links.map((link) => viewOf(link, request));
    });
  }

  /** Ends a link at once; ending it again changes nothing. */
  revoke(requestId: string, id: string, caller: Actor): Promise<void> {
    return this.transactions.run(async (manager) => {
      await this.requests.visible(requestId, caller);
      const link = await manager.findOneBy(CustomerLink, { id, requestId });
      if (!link) throw notFound('link', id);
      if (link.revokedAt) return;
      await manager.update(CustomerLink, { id }, { revokedAt: this.clock.now() });
      await this.timeline.add({ requestId, kind: 'customer_link_revoked', data: { linkId: id } });
    });
  }

  /** 404 for a token that is none of ours, 410 for one whose time is over or that was revoked. */
  open(token: string | undefined): Promise<OpenedLink> {
    return this.transactions.run(async (manager) => {
      const read = readToken(token);
      const link = read && (await manager.findOneBy(CustomerLink, { id: read.id }));
      const isRight = isSameDigest(link?.secretHash ?? nobody, read?.secretHash ?? nobody);
      if (!link || !isRight) throw unknownLink();
      if (link.revokedAt) throw new Problem('link-revoked', 'ask for a new one: name the number of your report');
      const request = await manager.findOneByOrFail(ServiceRequest, { id: link.requestId });
      const expiresAt = linkExpiry(link, request);
      if (expiresAt && expiresAt <= this.clock.now())
        throw new Problem('link-expired', `it was good until ${expiresAt.toISOString()}: report again if you need us`);
      return { link, request, expiresAt };
    });
  }
}

const unknownLink = () =>
  new Problem('link-unknown', 'open the link exactly as you got it, or ask for a new one', {
    errors: [{ field: linkHeader, message: 'is not a link that was made here' }],
  });

function viewOf(link: CustomerLink, request: ServiceRequest): CustomerLinkView {
  const { id, requestId, createdBy, createdAt, revokedAt } = link;
  const expiresAt = linkExpiry(link, request);
  return {
    id,
    requestId,
    createdBy,
    createdAt: createdAt.toISOString(),
    ...(expiresAt && { expiresAt: expiresAt.toISOString() }),
    ...(revokedAt && { revokedAt: revokedAt.toISOString() }),
  };
}
