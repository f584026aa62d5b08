import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Answers, AnswersPage } from '#common/http/answers.js';
import { Caller, IfMatch } from '#common/http/caller.js';
import { Policy } from '#common/http/policy.js';
import { uuidParam } from '#common/http/validation.js';
import { dispatchers, officers, siteOffice } from '../policies-of-routes.js';
import { AcceptOffer, CounterOffer, DeclineOffer, OfferReason, OffersQuery, OfferView } from './offer.dto.js';
import { OfferAnswers } from './offer-answers.service.js';
import { OfferLists } from './offer-lists.service.js';

type Seen = number | undefined;

@Controller('api/v1/offers')
export class OffersController {
  constructor(
    private readonly answers: OfferAnswers,
    private readonly lists: OfferLists,
  ) {}

  /** Lists offers, newest first; a site sees its own. */
  @Get()
  @Policy({ roles: [...officers, 'site_manager'], scope: 'offers:read' })
  @AnswersPage(OfferView)
  list(@Query() query: OffersQuery, @Caller() caller: Actor) {
    return this.lists.list(query, caller);
  }

  /** Shows one offer with its deadline. */
  @Get(':id')
  @Policy({ roles: [...officers, 'site_manager'], scope: 'offers:read' })
  @Answers(OfferView)
  one(@Param('id', uuidParam) id: string, @Caller() caller: Actor) {
    return this.lists.one(id, caller);
  }

  /** Accepts an offer, with or without technician and start. The visit is booked; other offers of the same order are withdrawn. */
  @Post(':id/accept')
  @HttpCode(200)
  @Policy({ roles: siteOffice, scope: 'offers:write' })
  @Answers(OfferView)
  accept(
    @Param('id', uuidParam) id: string,
    @Body() body: AcceptOffer,
    @IfMatch() seen: Seen,
    @Caller() caller: Actor,
  ) {
    return this.answers.accept(id, body, seen, caller);
  }

  /** Declines an offer with one of the fixed reasons. The order goes to the next candidate. */
  @Post(':id/decline')
  @HttpCode(200)
  @Policy({ roles: siteOffice, scope: 'offers:write' })
  @Answers(OfferView)
  decline(
    @Param('id', uuidParam) id: string,
    @Body() body: DeclineOffer,
    @IfMatch() seen: Seen,
    @Caller() caller: Actor,
  ) {
    return this.answers.decline(id, body, seen, caller);
  }

  /** Answers an offer with another time, price or parts. A dispatcher takes or refuses it. */
  @Post(':id/counter')
  @HttpCode(200)
  @Policy({ roles: siteOffice, scope: 'offers:write' })
  @Answers(OfferView)
  counter(
    @Param('id', uuidParam) id: string,
    @Body() body: CounterOffer,
    @IfMatch() seen: Seen,
    @Caller() caller: Actor,
  ) {
    return this.answers.counter(id, body, seen, caller);
  }

  /** Takes a site's counter-offer: the visit is booked as the site has proposed. */
  @Post(':id/take-counter')
  @HttpCode(200)
  @Policy({ roles: dispatchers })
  @Answers(OfferView)
  takeCounter(@Param('id', uuidParam) id: string, @IfMatch() seen: Seen, @Caller() caller: Actor) {
    return this.answers.takeCounter(id, seen, caller);
  }

  /** Refuses a site's counter-offer for a reason. The order goes to the next candidate. */
  @Post(':id/refuse')
  @HttpCode(200)
  @Policy({ roles: dispatchers })
  @Answers(OfferView)
  refuse(
    @Param('id', uuidParam) id: string,
    @Body() body: OfferReason,
    @IfMatch() seen: Seen,
    @Caller() caller: Actor,
  ) {
    return this.answers.refuse(id, body, seen, caller);
  }

  /** Takes an offer back that was not answered yet. The order goes to the next candidate. */
  @Post(':id/withdraw')
  @HttpCode(200)
  @Policy({ roles: dispatchers })
  @Answers(OfferView)
  withdraw(
    @Param('id', uuidParam) id: string,
    @Body() body: OfferReason,
    @IfMatch() seen: Seen,
    @Caller() caller: Actor,
  ) {
    return this.answers.withdraw(id, body, seen, caller);
  }
}
