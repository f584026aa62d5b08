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

  @Get()
  @Policy({ roles: [...officers, 'site_manager'], scope: 'offers:read' })
  @AnswersPage(OfferView)
  list(@Query() query: OffersQuery, @Caller() caller: Actor) {
    return this.lists.list(query, caller);
  }

  @Get(':id')
  @Policy({ roles: [...officers, 'site_manager'], scope: 'offers:read' })
  @Answers(OfferView)
  one(@Param('id', uuidParam) id: string, @Caller() caller: Actor) {
    return this.lists.one(id, caller);
  }

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

  @Post(':id/take-counter')
  @HttpCode(200)
  @Policy({ roles: dispatchers })
  @Answers(OfferView)
  takeCounter(@Param('id', uuidParam) id: string, @IfMatch() seen: Seen, @Caller() caller: Actor) {
    return this.answers.takeCounter(id, seen, caller);
  }

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
