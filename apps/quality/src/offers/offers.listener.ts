import { Controller } from '@nestjs/common';
import { OfferAccepted, OfferDeclined, OfferExpired } from '#common/events/index.js';
import { Hears } from '#common/messaging/hears.js';
import { OfferAnswersService } from './offer-answers.service.js';

const consumer = 'quality.offers';

@Controller()
export class OffersListener {
  constructor(private readonly answers: OfferAnswersService) {}

  @Hears(OfferAccepted, consumer)
  accepted(event: OfferAccepted): Promise<void> {
    return this.answers.accepted(event);
  }

  @Hears(OfferDeclined, consumer)
  declined(event: OfferDeclined): Promise<void> {
    return this.answers.declined(event);
  }

  @Hears(OfferExpired, consumer)
  expired(event: OfferExpired): Promise<void> {
    return this.answers.expired(event);
  }
}
