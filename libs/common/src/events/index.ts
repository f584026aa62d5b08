import { ProductChanged } from './product-changed.js';
import { AssetRegistered } from './asset-registered.js';
import { RequestOpened } from './request-opened.js';
import { RequestStatusChanged } from './request-status-changed.js';
import { RequestDueChanged } from './request-due-changed.js';
import { VisitRequested } from './visit-requested.js';
import { RequestCancelled } from './request-cancelled.js';
import { RequestReopened } from './request-reopened.js';
import { RequestClosed } from './request-closed.js';
import { CallBackAnswered } from './call-back-answered.js';
import { CallChanged } from './call-changed.js';
import { SeatChanged } from './seat-changed.js';
import { SiteChanged } from './site-changed.js';
import { TechnicianChanged } from './technician-changed.js';
import { RepairOrderOpened } from './repair-order-opened.js';
import { RepairOrderStatusChanged } from './repair-order-status-changed.js';
import { RepairOrderSubStatusChanged } from './repair-order-sub-status-changed.js';
import { RepairOrderWaitingChanged } from './repair-order-waiting-changed.js';
import { RepairOrderUrgencyChanged } from './repair-order-urgency-changed.js';
import { RepairOrderCompleted } from './repair-order-completed.js';
import { RepairOrderCannotComplete } from './repair-order-cannot-complete.js';
import { RepairOrderPartsNeeded } from './repair-order-parts-needed.js';
import { RepairOrderCancelled } from './repair-order-cancelled.js';
import { RepairOrderClosed } from './repair-order-closed.js';
import { OfferMade } from './offer-made.js';
import { OfferAccepted } from './offer-accepted.js';
import { OfferDeclined } from './offer-declined.js';
import { OfferCountered } from './offer-countered.js';
import { OfferRefused } from './offer-refused.js';
import { OfferExpired } from './offer-expired.js';
import { OfferWithdrawn } from './offer-withdrawn.js';
import { OfferUrgencyChanged } from './offer-urgency-changed.js';
import { VisitScheduled } from './visit-scheduled.js';
import { VisitRescheduled } from './visit-rescheduled.js';
import { VisitPinChanged } from './visit-pin-changed.js';
import { VisitEnRoute } from './visit-en-route.js';
import { VisitArrived } from './visit-arrived.js';
import { VisitFinished } from './visit-finished.js';
import { VisitMissed } from './visit-missed.js';
import { VisitCancelled } from './visit-cancelled.js';
import { PlanProgressed } from './plan-progressed.js';
import { PartChanged } from './part-changed.js';
import { StockLevelChanged } from './stock-level-changed.js';
import { ReservationHeld } from './reservation-held.js';
import { ReservationShort } from './reservation-short.js';
import { ReservationDelayed } from './reservation-delayed.js';
import { ReservationReleased } from './reservation-released.js';
import { ReservationIssued } from './reservation-issued.js';
import { ReplenishmentOrderPlaced } from './replenishment-order-placed.js';
import { ReplenishmentOrderReceived } from './replenishment-order-received.js';
import { PlanningRunChanged } from './planning-run-changed.js';
import { FailureRecorded } from './failure-recorded.js';
import { ScoreCardPublished } from './score-card-published.js';
import { AlertRaised } from './alert-raised.js';
import type { EventClass } from './contract.js';

export * from './contract.js';
export * from './lists.js';
export * from './values.js';
export {
  ProductChanged,
  AssetRegistered,
  RequestOpened,
  RequestStatusChanged,
  RequestDueChanged,
  VisitRequested,
  RequestCancelled,
  RequestReopened,
  RequestClosed,
  CallBackAnswered,
  CallChanged,
  SeatChanged,
  SiteChanged,
  TechnicianChanged,
  RepairOrderOpened,
  RepairOrderStatusChanged,
  RepairOrderSubStatusChanged,
  RepairOrderWaitingChanged,
  RepairOrderUrgencyChanged,
  RepairOrderCompleted,
  RepairOrderCannotComplete,
  RepairOrderPartsNeeded,
  RepairOrderCancelled,
  RepairOrderClosed,
  OfferMade,
  OfferAccepted,
  OfferDeclined,
  OfferCountered,
  OfferRefused,
  OfferExpired,
  OfferWithdrawn,
  OfferUrgencyChanged,
  VisitScheduled,
  VisitRescheduled,
  VisitPinChanged,
  VisitEnRoute,
  VisitArrived,
  VisitFinished,
  VisitMissed,
  VisitCancelled,
  PlanProgressed,
  PartChanged,
  StockLevelChanged,
  ReservationHeld,
  ReservationShort,
  ReservationDelayed,
  ReservationReleased,
  ReservationIssued,
  ReplenishmentOrderPlaced,
  ReplenishmentOrderReceived,
  PlanningRunChanged,
  FailureRecorded,
  ScoreCardPublished,
  AlertRaised,
};

/** Every event of Callout, service by service. A test walks them all. */
export const eventClasses: readonly EventClass[] = [
  ProductChanged,
  AssetRegistered,
  RequestOpened,
  RequestStatusChanged,
  RequestDueChanged,
  VisitRequested,
  RequestCancelled,
  RequestReopened,
  RequestClosed,
  CallBackAnswered,
  CallChanged,
  SeatChanged,
  SiteChanged,
  TechnicianChanged,
  RepairOrderOpened,
  RepairOrderStatusChanged,
  RepairOrderSubStatusChanged,
  RepairOrderWaitingChanged,
  RepairOrderUrgencyChanged,
  RepairOrderCompleted,
  RepairOrderCannotComplete,
  RepairOrderPartsNeeded,
  RepairOrderCancelled,
  RepairOrderClosed,
  OfferMade,
  OfferAccepted,
  OfferDeclined,
  OfferCountered,
  OfferRefused,
  OfferExpired,
  OfferWithdrawn,
  OfferUrgencyChanged,
  VisitScheduled,
  VisitRescheduled,
  VisitPinChanged,
  VisitEnRoute,
  VisitArrived,
  VisitFinished,
  VisitMissed,
  VisitCancelled,
  PlanProgressed,
  PartChanged,
  StockLevelChanged,
  ReservationHeld,
  ReservationShort,
  ReservationDelayed,
  ReservationReleased,
  ReservationIssued,
  ReplenishmentOrderPlaced,
  ReplenishmentOrderReceived,
  PlanningRunChanged,
  FailureRecorded,
  ScoreCardPublished,
  AlertRaised,
];
