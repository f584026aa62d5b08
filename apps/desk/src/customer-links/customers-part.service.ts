import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { prepared } from '#common/database/prepared.js';
import { Transactions } from '#common/database/transactions.js';
import { invalid, Problem } from '#common/http/problems.js';
import { Clock } from '#common/runtime/clock.js';
import { Attachments } from '../attachments/attachments.service.js';
import { CallBacks } from '../call-backs/call-backs.service.js';
import { RequestRows } from '../requests/request-rows.service.js';
import { Timeline } from '../timeline/timeline.service.js';
import type {
  AddPhoto,
  CustomerAnswer,
  CustomerComment,
  CustomerCommentView,
  CustomerRequestView,
  PhotoView,
} from './customer.dto.js';
import { CustomerLinks } from './customer-links.service.js';
import { CustomerViews, mostPhotos } from './customer-views.service.js';

const mostComments = 50;

/** What customers see and do with their link. */
@Injectable()
export class CustomersPart {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly links: CustomerLinks,
    private readonly views: CustomerViews,
    private readonly rows: RequestRows,
    private readonly callBacks: CallBacks,
    private readonly attachments: Attachments,
    private readonly timeline: Timeline,
  ) {}

  see(token: string | undefined): Promise<CustomerRequestView> {
    return this.transactions.run(async () => this.views.of(await this.links.open(token)));
  }

  /** The answer to the call-back that is due, in the customer's own hand: it counts once. */
  answer(token: string | undefined, { satisfied, comment }: CustomerAnswer): Promise<CustomerRequestView> {
    return this.transactions.run(async () => {
      const { request } = await this.links.open(token);
      await this.rows.locked(request.id);
      const call = await this.views.lastCall(request.id);
      if (!call) throw new Problem('conflict', `report ${request.number} is not finished yet: answer when it is`);
      if (call.status !== 'due')
        throw new Problem('already-answered', 'an answer counts once: call us if something is not as you said');
      await this.callBacks.answer(call.id, { satisfied, ...(comment && { comment }) }, call.version);
      return this.views.of(await this.links.open(token));
    });
  }

  comment(token: string | undefined, { text }: CustomerComment): Promise<CustomerCommentView> {
    return this.transactions.run(async (manager) => {
      const { request, link } = await this.links.open(token);
      await this.rows.locked(request.id);
      const [said] = await prepared<{ count: number }>(manager, countComments, [request.id]);
      if ((said?.count ?? 0) >= mostComments)
        throw new Problem('conflict', `report ${request.number} has ${mostComments} comments already: call us instead`);
      const at = this.clock.now();
      const data = { text, linkId: link.id };
      await this.timeline.add({ requestId: request.id, kind: 'customer_comment', at, data });
      return { text, at: at.toISOString() };
    });
  }

  addPhoto(token: string | undefined, photo: AddPhoto, caller: Actor): Promise<PhotoView> {
    if (!photo.contentType.startsWith('image/')) throw invalid('contentType', 'only photos can be added here');
    return this.transactions.run(async (manager) => {
      const { request, link } = await this.links.open(token);
      const [counted] = await prepared<{ photos: number }>(manager, countPhoto, [link.id, mostPhotos]);
      if (!counted) throw new Problem('conflict', `${mostPhotos} photos were added already: that is all a link takes`);
      const { name } = await this.attachments.add(request.id, photo, caller);
      return { name, photosLeft: mostPhotos - counted.photos };
    });
  }
}

const countComments = `
  SELECT count(*)::integer AS count FROM timeline_entry WHERE request_id = $1 AND kind = 'customer_comment'`;

/** One writer at a time: of two photos at once the third alone gets in. */
const countPhoto = `
  UPDATE customer_link SET photos = photos + 1 WHERE id = $1 AND photos < $2 RETURNING photos`;
