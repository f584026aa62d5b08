import { type DynamicModule, Module } from '@nestjs/common';
import { HeldRows, Holdings } from '#common/messaging/holdings.js';
import { HoldingsController } from '#common/messaging/holdings.controller.js';
import type { AppDefinition } from '#common/runtime/app.js';
import { AuditLists } from './audits/audit-lists.service.js';
import { AuditsController } from './audits/audits.controller.js';
import { Audits } from './audits/audits.service.js';
import { CoverageController } from './coverage-gaps/coverage.controller.js';
import { CoverageService } from './coverage-gaps/coverage.service.js';
import { entities } from './entities.js';
import { CandidatesService } from './matching/candidates.service.js';
import { ExplanationsService } from './matching/explanations.service.js';
import { ExceptionsController } from './matching/exceptions.controller.js';
import { ExceptionsService } from './matching/exceptions.service.js';
import { DayEvents } from './improvements/day-events.service.js';
import { ImprovementRequests } from './improvements/improvement-requests.service.js';
import { ImprovementRunner } from './improvements/improvement-runner.js';
import { ImprovementWatch } from './improvements/improvement-watch.service.js';
import { ImprovementsListener } from './improvements/improvements.listener.js';
import { MatchingService } from './matching/matching.service.js';
import { migrations } from './migrations/index.js';
import { NetworkService } from './network/network.service.js';
import { AcceptanceService } from './offers/acceptance.service.js';
import { ManualOffers } from './offers/manual-offers.service.js';
import { OfferHistory } from './offers/offer-history.service.js';
import { OfferAnswers } from './offers/offer-answers.service.js';
import { OfferLists } from './offers/offer-lists.service.js';
import { OfferRulesController } from './offers/offer-rules.controller.js';
import { OfferRulesService } from './offers/offer-rules.service.js';
import { OfferWithdrawals } from './offers/offer-withdrawals.service.js';
import { OfferingService } from './offers/offering.service.js';
import { OfferUrgency } from './offers/offer-urgency.service.js';
import { OffersController } from './offers/offers.controller.js';
import { OffersListener } from './offers/offers.listener.js';
import { OffersService } from './offers/offers.service.js';
import { RefusalService } from './offers/refusal.service.js';
import { OrderPastController } from './order-past/order-past.controller.js';
import { OrderPast } from './order-past/order-past.service.js';
import { AssignmentService } from './orders/assignment.service.js';
import { OrderEndings } from './orders/order-endings.service.js';
import { OrderLists } from './orders/order-lists.service.js';
import { OrderSteps } from './orders/order-steps.service.js';
import { OrderUrgency } from './orders/order-urgency.service.js';
import { OrderWriter } from './orders/order-writer.js';
import { OrdersController } from './orders/orders.controller.js';
import { OrdersService } from './orders/orders.service.js';
import { RequestsListener } from './orders/requests.listener.js';
import { StoppedSites } from './orders/stopped-sites.service.js';
import { Unassignments } from './orders/unassignments.service.js';
import { PartsListener } from './parts/parts.listener.js';
import { PartsService } from './parts/parts.service.js';
import { TravelService } from './planning/travel/travel.service.js';
import { PlanPublishing } from './plans/plan-publishing.service.js';
import { PlanQueue } from './plans/plan-queue.js';
import { PlanRoads } from './plans/plan-roads.service.js';
import { PlanRunner } from './plans/plan-runner.js';
import { PlanSignal } from './plans/plan-signal.js';
import { PlanWorldService } from './plans/plan-world.service.js';
import { PlansController } from './plans/plans.controller.js';
import { PlansService } from './plans/plans.service.js';
import { HeldOrders } from './reconciliation/held-orders.js';
import { defaultSettings, DispatchSettings } from './settings.js';
import { ScoresListener } from './sites/scores.listener.js';
import { SiteLists } from './sites/site-lists.service.js';
import { SitesController } from './sites/sites.controller.js';
import { SitesService } from './sites/sites.service.js';
import { OrderSubStatusesController } from './sub-statuses/order-sub-statuses.controller.js';
import { OrderSubStatuses } from './sub-statuses/order-sub-statuses.service.js';
import { SubStatusesController } from './sub-statuses/sub-statuses.controller.js';
import { SubStatuses } from './sub-statuses/sub-statuses.service.js';
import { TechniciansController } from './technicians/technicians.controller.js';
import { TechniciansService } from './technicians/technicians.service.js';
import { TrainingsController } from './trainings/trainings.controller.js';
import { Trainings } from './trainings/trainings.service.js';
import { AfterVisitService } from './visits/after-visit.service.js';
import { AssignmentChecks } from './visits/assignment-checks.service.js';
import { AssignmentsController } from './visits/assignments.controller.js';
import { AppointmentsService } from './visits/appointments.service.js';
import { BookingService } from './visits/booking.service.js';
import { VisitCancellations } from './visits/visit-cancellations.service.js';
import { VisitChanges } from './visits/visit-changes.service.js';
import { VisitLists } from './visits/visit-lists.service.js';
import { VisitMoves } from './visits/visit-moves.service.js';
import { VisitPins } from './visits/visit-pins.service.js';
import { VisitSteps } from './visits/visit-steps.service.js';
import { VisitsAtRisk } from './visits/visits-at-risk.service.js';
import { VisitsController } from './visits/visits.controller.js';
import { VisitsListener } from './visits/visits.listener.js';
import { VisitsService } from './visits/visits.service.js';
import { WindowsController } from './windows/windows.controller.js';
import { WindowsListener } from './windows/windows.listener.js';
import { WindowsService } from './windows/windows.service.js';

const network = [NetworkService, SitesService, SiteLists, TechniciansService, SubStatuses, OrderSubStatuses];
const siteCare = [Audits, AuditLists, Trainings, CoverageService];
const matching = [MatchingService, ExceptionsService, CandidatesService, ExplanationsService];
const orders = [
  OrderWriter,
  OrdersService,
  OrderUrgency,
  OrderLists,
  OrderSteps,
  OrderEndings,
  AssignmentService,
  Unassignments,
  StoppedSites,
];
const offers = [
  OffersService,
  OfferAnswers,
  OfferLists,
  OfferHistory,
  OfferRulesService,
  OfferingService,
  OfferWithdrawals,
  OfferUrgency,
  AcceptanceService,
  RefusalService,
  ManualOffers,
];
const visits = [
  BookingService,
  AppointmentsService,
  AssignmentChecks,
  VisitsService,
  VisitSteps,
  VisitLists,
  VisitsAtRisk,
  VisitChanges,
  VisitMoves,
  VisitPins,
  VisitCancellations,
  AfterVisitService,
];
const plans = [
  TravelService,
  PlansService,
  PlanQueue,
  PlanSignal,
  PlanWorldService,
  PlanRoads,
  PlanRunner,
  PlanPublishing,
];
const improvements = [ImprovementRequests, DayEvents, ImprovementRunner, ImprovementWatch];

/** Dispatch: the network of sites, repair orders, matching, offers and visits. */
@Module({
  controllers: [
    ...[
      SitesController,
      SubStatusesController,
      TechniciansController,
      AuditsController,
      TrainingsController,
      CoverageController,
      OrderSubStatusesController,
      OrdersController,
      AssignmentsController,
      OffersController,
      OfferRulesController,
      VisitsController,
      ExceptionsController,
      PlansController,
      WindowsController,
      HoldingsController,
      OrderPastController,
    ],
    ...[RequestsListener, OffersListener, VisitsListener, PartsListener, ScoresListener, WindowsListener],
  ],
  providers: [
    ...network,
    ...siteCare,
    ...matching,
    ...orders,
    ...offers,
    ...visits,
    ...plans,
    ...improvements,
    PartsService,
    WindowsService,
    OrderPast,
    Holdings,
    { provide: HeldRows, useClass: HeldOrders },
  ],
})
export class DispatchModule {
  static with(settings: DispatchSettings): DynamicModule {
    return {
      module: DispatchModule,
      providers: [{ provide: DispatchSettings, useValue: settings }],
      // Without the listener nothing is delivered to it: that costs an order two deliveries.
      controllers: settings.dayImprovements === 'off' ? [] : [ImprovementsListener],
    };
  }
}

/** Dispatch with these settings. */
export const dispatchApp = (settings: DispatchSettings = defaultSettings) =>
  ({
    service: 'dispatch',
    features: DispatchModule.with(settings),
    entities,
    migrations,
  }) satisfies AppDefinition;
