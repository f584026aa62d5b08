import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { Actor } from '../auth/actor.js';
import { Answers, AnswersPage } from '../http/answers.js';
import { Caller } from '../http/caller.js';
import { Policy } from '../http/policy.js';
import { invalid } from '../http/problems.js';
import { uuidParam } from '../http/validation.js';
import {
  DeadLetterGroupView,
  DeadLettersQuery,
  DeadLetterView,
  EventPathView,
  SettledView,
} from './dead-letters.dto.js';
import { DeadLettersService } from './dead-letters.service.js';
import { EventPath } from './event-path.js';
import { ForThisService } from './of-this-service.js';

const operators = { roles: ['admin'] } as const;

const fingerprintParam = {
  transform(value: string): string {
    if (!/^[0-9a-f]{16}$/.test(value))
      throw invalid('fingerprint', 'must be the 16 letters and digits that the groups name');
    return value;
  },
};

/** How the event path of this service is doing, and what to do about messages that could not be handled. `:service` is the gateway's way here. */
@ForThisService('Whose event path it is')
@Controller('api/v1/services/:service')
export class EventPathController {
  constructor(
    private readonly path: EventPath,
    private readonly letters: DeadLettersService,
  ) {}

  /** Shows what waits in a service's outbox and inbox, and for how long. */
  @Get('event-path')
  @Policy(operators)
  @Answers(EventPathView)
  status() {
    return this.path.status();
  }

  /** Lists the messages that a service could not handle. */
  @Get('dead-letters')
  @Policy(operators)
  @AnswersPage(DeadLetterView)
  list(@Query() query: DeadLettersQuery) {
    return this.letters.list(query);
  }

  /** Groups what could not be handled by consumer, type and error. */
  @Get('dead-letter-groups')
  @Policy(operators)
  @Answers([DeadLetterGroupView])
  groups() {
    return this.letters.groups();
  }

  /** Handles one dead letter again. */
  @Post('dead-letters/:id/replay')
  @HttpCode(200)
  @Policy(operators)
  @Answers(SettledView)
  replay(@Param('id', uuidParam) id: string, @Caller() caller: Actor) {
    return this.letters.replay(id, caller);
  }

  /** Gives one dead letter up. */
  @Post('dead-letters/:id/discard')
  @HttpCode(200)
  @Policy(operators)
  @Answers(SettledView)
  discard(@Param('id', uuidParam) id: string, @Caller() caller: Actor) {
    return this.letters.discard(id, caller);
  }

  /** Handles a group of dead letters again. */
  @Post('dead-letter-groups/:fingerprint/replay')
  @HttpCode(200)
  @Policy(operators)
  @Answers(SettledView)
  replayGroup(@Param('fingerprint', fingerprintParam) fingerprint: string, @Caller() caller: Actor) {
    return this.letters.replayGroup(fingerprint, caller);
  }

  /** Gives a group of dead letters up. */
  @Post('dead-letter-groups/:fingerprint/discard')
  @HttpCode(200)
  @Policy(operators)
  @Answers(SettledView)
  discardGroup(@Param('fingerprint', fingerprintParam) fingerprint: string, @Caller() caller: Actor) {
    return this.letters.discardGroup(fingerprint, caller);
  }
}
