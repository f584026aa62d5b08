import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, roles } from '#common/auth/actor.js';
import { Answers, AnswersPage } from '#common/http/answers.js';
import { Caller } from '#common/http/caller.js';
import { Policy } from '#common/http/policy.js';
import { uuidParam } from '#common/http/validation.js';
import { BoardHistory } from './board-history.service.js';
import { BoardOffersService } from './board-offers.service.js';
import { BoardOrdersService } from './board-orders.service.js';
import { BoardShares } from './board-shares.service.js';
import { BoardVisitsService } from './board-visits.service.js';
import {
  BoardOfferView,
  BoardOrderView,
  BoardSharesView,
  BoardSummaryView,
  BoardVisitView,
  OffersQuery,
  OrdersQuery,
  PastOrderView,
  VisitsQuery,
} from './board.dto.js';

/** What goes on now, a moment behind the services that decide it. */
@ApiTags('Board')
@Controller('api/v1/board')
export class BoardController {
  constructor(
    private readonly orders: BoardOrdersService,
    private readonly past: BoardHistory,
    private readonly shares: BoardShares,
    private readonly offers: BoardOffersService,
    private readonly visits: BoardVisitsService,
  ) {}

  /** Lists repair orders for the board, the one due first at the top; without a status those that have not ended. */
  @Get('orders')
  @Policy({ roles, scope: 'orders:read' })
  @AnswersPage(BoardOrderView)
  listOrders(@Caller() caller: Actor, @Query() query: OrdersQuery) {
    return this.orders.list(caller, query);
  }

  /** Shows one repair order as the board knows it. */
  @Get('orders/:id')
  @Policy({ roles, scope: 'orders:read' })
  @Answers(BoardOrderView)
  getOrder(@Caller() caller: Actor, @Param('id', uuidParam) id: string) {
    return this.orders.get(caller, id);
  }

  /** Lists what went before an order: at most 20 earlier ones, those of the same unit first, then those of its customer, the newest first. */
  @Get('orders/:id/history')
  @Policy({ roles, scope: 'orders:read' })
  @Answers([PastOrderView])
  history(@Caller() caller: Actor, @Param('id', uuidParam) id: string) {
    return this.past.of(caller, id);
  }

  /** Counts for the head of the board. */
  @Get('summary')
  @Policy({ roles, scope: 'orders:read' })
  @Answers(BoardSummaryView)
  summary(@Caller() caller: Actor) {
    return this.orders.summary(caller);
  }

  /** Shares out the orders that have not ended: by how long they have been open, status, priority and site. */
  @Get('shares')
  @Policy({ roles, scope: 'orders:read' })
  @Answers(BoardSharesView)
  sharesOfOpen(@Caller() caller: Actor) {
    return this.shares.of(caller);
  }

  /** Lists offers for the board, newest first. */
  @Get('offers')
  @Policy({ roles, scope: 'offers:read' })
  @AnswersPage(BoardOfferView)
  listOffers(@Caller() caller: Actor, @Query() query: OffersQuery) {
    return this.offers.list(caller, query);
  }

  /** Lists visits for the board by start. */
  @Get('visits')
  @Policy({ roles, scope: 'visits:read' })
  @AnswersPage(BoardVisitView)
  listVisits(@Caller() caller: Actor, @Query() query: VisitsQuery) {
    return this.visits.list(caller, query);
  }
}
