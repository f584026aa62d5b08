import { type DynamicModule, Module } from '@nestjs/common';
import { HeldRows, Holdings } from '#common/messaging/holdings.js';
import { HoldingsController } from '#common/messaging/holdings.controller.js';
import { ApiKeysController } from './api-keys/api-keys.controller.js';
import { ApiKeysService } from './api-keys/api-keys.service.js';
import { KeyCallRetention } from './api-keys/key-call-retention.js';
import { KeyCallStore } from './api-keys/key-call-store.js';
import { KeyCallWriter } from './api-keys/key-call-writer.js';
import { AuditWriter } from './audit/audit-writer.js';
import { AuditController } from './audit/audit.controller.js';
import { AuditService } from './audit/audit.service.js';
import { Authenticator } from './auth/authenticator.js';
import { Gate } from './auth/gate.js';
import { BoardHistory } from './board/board-history.service.js';
import { BoardOffersService } from './board/board-offers.service.js';
import { BoardOrdersService } from './board/board-orders.service.js';
import { BoardShares } from './board/board-shares.service.js';
import { BoardVisitsService } from './board/board-visits.service.js';
import { BoardWriter } from './board/board-writer.js';
import { BoardController } from './board/board.controller.js';
import { CallsListener } from './board/calls.listener.js';
import { NamesListener } from './board/names.listener.js';
import { OffersListener } from './board/offers.listener.js';
import { OrdersListener } from './board/orders.listener.js';
import { PlanningListener } from './board/planning.listener.js';
import { RequestsListener } from './board/requests.listener.js';
import { ReservationsListener } from './board/reservations.listener.js';
import { PlansListener } from './board/plans.listener.js';
import { VisitsListener } from './board/visits.listener.js';
import { ClockController } from './clock/clock.controller.js';
import { ClockService } from './clock/clock.service.js';
import { CustomerWindowsController } from './customer-windows/customer-windows.controller.js';
import { CustomerWindows } from './customer-windows/customer-windows.service.js';
import { Forwarder } from './forwarding/forwarder.js';
import { Upstreams } from './forwarding/upstreams.js';
import { DocumentPages } from './pages/document-pages.js';
import { StartFacts } from './pages/start-facts.js';
import { MapTilesController } from './pages/map-tiles.controller.js';
import { WebPages } from './pages/web-pages.js';
import { HeldBoardOrders } from './reconciliation/held-board-orders.js';
import { ReconciliationController } from './reconciliation/reconciliation.controller.js';
import { Reconciliation } from './reconciliation/reconciliation.service.js';
import { ServiceQuestions } from './reconciliation/service-questions.js';
import { SavedViewsController } from './saved-views/saved-views.controller.js';
import { SavedViewsService } from './saved-views/saved-views.service.js';
import { SessionsController } from './sessions/sessions.controller.js';
import { SessionsService } from './sessions/sessions.service.js';
import { SignInThrottle } from './sessions/sign-in-throttle.js';
import { GatewaySettings } from './settings.js';
import { SignOnPages } from './single-sign-on/sign-on-pages.js';
import { SingleSignOn } from './single-sign-on/single-sign-on.service.js';
import { FactTechnicians } from './stream/fact-technicians.js';
import { FactsReader } from './stream/facts-reader.js';
import { StreamHub } from './stream/stream-hub.js';
import { StreamRetention } from './stream/stream-retention.js';
import { StreamSignal } from './stream/stream-signal.js';
import { StreamController } from './stream/stream.controller.js';
import { StreamsService } from './stream/streams.service.js';
import { MeController } from './users/me.controller.js';
import { UsersController } from './users/users.controller.js';
import { UsersService } from './users/users.service.js';

const access = {
  controllers: [SessionsController, MeController, UsersController, ApiKeysController, AuditController],
  providers: [
    Authenticator,
    Gate,
    SessionsService,
    SingleSignOn,
    SignOnPages,
    SignInThrottle,
    UsersService,
    ApiKeysService,
    KeyCallStore,
    KeyCallWriter,
    KeyCallRetention,
    AuditWriter,
    AuditService,
  ],
};

const board = {
  controllers: [
    BoardController,
    OrdersListener,
    OffersListener,
    PlansListener,
    VisitsListener,
    ReservationsListener,
    RequestsListener,
    CallsListener,
    PlanningListener,
    NamesListener,
  ],
  providers: [BoardWriter, BoardOrdersService, BoardHistory, BoardShares, BoardOffersService, BoardVisitsService],
};

const stream = {
  controllers: [StreamController],
  providers: [StreamSignal, FactsReader, FactTechnicians, StreamHub, StreamsService, StreamRetention],
};

@Module({
  controllers: [
    ...access.controllers,
    ...board.controllers,
    ...stream.controllers,
    ClockController,
    SavedViewsController,
    CustomerWindowsController,
    ReconciliationController,
    HoldingsController,
    MapTilesController,
  ],
  providers: [
    ...access.providers,
    ...board.providers,
    ...stream.providers,
    ClockService,
    SavedViewsService,
    CustomerWindows,
    Reconciliation,
    ServiceQuestions,
    Holdings,
    { provide: HeldRows, useClass: HeldBoardOrders },
    Upstreams,
    Forwarder,
    StartFacts,
    WebPages,
    DocumentPages,
  ],
})
export class GatewayModule {
  static with(settings: GatewaySettings): DynamicModule {
    return { module: GatewayModule, providers: [{ provide: GatewaySettings, useValue: settings }] };
  }
}
