import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers } from '#common/http/answers.js';
import { IfMatch } from '#common/http/caller.js';
import { Policy } from '#common/http/policy.js';
import { dispatchers, supervisors } from '../policies-of-routes.js';
import { ChangedOfferRules, OfferRulesView } from './offer-rules.dto.js';
import { OfferRulesService } from './offer-rules.service.js';

/** Sites do not see them: who knows what is taken at once asks for no less. */
@ApiTags('Offers')
@Controller('api/v1/offer-rules')
export class OfferRulesController {
  constructor(private readonly rules: OfferRulesService) {}

  /** Shows how offers are made and which counter-offers are taken at once, in the whole network. */
  @Get()
  @Policy({ roles: dispatchers })
  @Answers(OfferRulesView)
  present() {
    return this.rules.present();
  }

  /** Replaces the rules; they hold for every order that is offered or answered from now on. */
  @Put()
  @Policy({ roles: supervisors })
  @Answers(OfferRulesView)
  change(@Body() body: ChangedOfferRules, @IfMatch() seen: number | undefined) {
    return this.rules.change(body, seen);
  }
}
