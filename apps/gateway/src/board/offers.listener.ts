import { Controller } from '@nestjs/common';
import {
  OfferAccepted,
  OfferCountered,
  OfferDeclined,
  OfferExpired,
  OfferMade,
  OfferRefused,
  OfferUrgencyChanged,
  OfferWithdrawn,
} from '#common/events/index.js';
import { Hears, type MessageInfo } from '#common/messaging/hears.js';
import { BoardWriter } from './board-writer.js';
import { madeOffer, offerStatus, offerUrgency } from './offer-rows.js';

const consumer = 'gateway.offers';

@Controller()
export class OffersListener {
  constructor(private readonly board: BoardWriter) {}

  @Hears(OfferMade, consumer)
  made(event: OfferMade, info: MessageInfo) {
    return this.board.record(event, info, madeOffer(event));
  }

  @Hears(OfferAccepted, consumer)
  accepted(event: OfferAccepted, info: MessageInfo) {
    return this.board.record(event, info, offerStatus(event, 'accepted', event.answeredAt));
  }

  @Hears(OfferDeclined, consumer)
  declined(event: OfferDeclined, info: MessageInfo) {
    return this.board.record(event, info, offerStatus(event, 'declined', event.answeredAt, event.reason));
  }

  @Hears(OfferCountered, consumer)
  countered(event: OfferCountered, info: MessageInfo) {
    return this.board.record(event, info, offerStatus(event, 'countered', event.answeredAt, event.note));
  }

  @Hears(OfferRefused, consumer)
  refused(event: OfferRefused, info: MessageInfo) {
    return this.board.record(event, info, offerStatus(event, 'refused', event.refusedAt, event.reason));
  }

  @Hears(OfferExpired, consumer)
  expired(event: OfferExpired, info: MessageInfo) {
    return this.board.record(event, info, offerStatus(event, 'expired', event.expiredAt));
  }

  @Hears(OfferUrgencyChanged, consumer)
  urgencyChanged(event: OfferUrgencyChanged, info: MessageInfo) {
    return this.board.record(event, info, offerUrgency(event));
  }

  @Hears(OfferWithdrawn, consumer)
  withdrawn(event: OfferWithdrawn, info: MessageInfo) {
    return this.board.record(event, info, offerStatus(event, 'withdrawn', event.withdrawnAt, event.reason));
  }
}
