import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Party, Priority, RepairOrderStatus } from '#common/events/lists.js';
import type { PartQuantity, ProbableFault, ProbablePart, TimeWindow } from '#common/events/values.js';
import type { OrderToMatch } from '../core/matching/order-to-match.js';
import type { OrderState } from '../core/orders/order-change.js';
import type { Urgency } from '../core/orders/urgency.js';
import type { HeldPart } from '../core/plans/plan-stock.js';

@Entity('repair_order')
export class RepairOrder implements OrderState, OrderToMatch, Urgency {
  @PrimaryColumn('uuid') id: string;
  @Column('text') number: string;
  @Column('uuid', { name: 'request_id' }) requestId: string;
  @Column('smallint') attempt: number;
  @Column('uuid', { name: 'previous_order_id', nullable: true }) previousOrderId: string | null;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('uuid', { name: 'asset_id' }) assetId: string;
  @Column('uuid', { name: 'product_id' }) productId: string;
  @Column('text') category: string;
  @Column('text', { nullable: true }) batch: string | null;
  @Column('timestamptz', { name: 'installed_at', nullable: true }) installedAt: Date | null;
  @Column('double precision') lon: number;
  @Column('double precision') lat: number;
  @Column('text', { name: 'time_zone' }) timeZone: string;
  @Column('text') country: string;
  @Column('text') subdivision: string;
  @Column('text') locality: string;
  @Column('text', { name: 'symptom_code', nullable: true }) symptomCode: string | null;
  @Column('jsonb', { name: 'likely_faults' }) likelyFaults: ProbableFault[];
  @Column('jsonb', { name: 'likely_parts' }) likelyParts: ProbablePart[];
  @Column('text') skill: string;
  @Column('smallint', { name: 'required_level' }) requiredLevel: number;
  @Column('text', { nullable: true }) certificate: string | null;
  @Column('integer', { name: 'duration_minutes' }) durationMinutes: number;
  @Column('jsonb') windows: TimeWindow[];
  @Column('timestamptz', { name: 'due_by' }) dueBy: Date;
  /** The request's clock stands: when it goes on the order is due later. */
  @Column('boolean', { name: 'due_paused' }) duePaused: boolean;
  @Column('text') priority: Priority;
  @Column('boolean') emergency: boolean;
  @Column('boolean', { name: 'under_warranty' }) underWarranty: boolean;
  @Column('timestamptz', { name: 'reported_at' }) reportedAt: Date;
  @Column('timestamptz', { name: 'opened_at' }) openedAt: Date;

  @Column('text') status: RepairOrderStatus;
  @Column('text', { name: 'status_reason', nullable: true }) statusReason: string | null;
  @Column('text', { name: 'exception_reasons', array: true }) exceptionReasons: string[];
  @Column('timestamptz', { name: 'exception_since', nullable: true }) exceptionSince: Date | null;
  @Column('integer', { name: 'match_attempts' }) matchAttempts: number;
  @Column('integer', { name: 'ranking_number' }) rankingNumber: number;
  @Column('text', { name: 'waiting_for' }) waitingFor: Party;
  @Column('timestamptz', { name: 'waiting_until', nullable: true }) waitingUntil: Date | null;

  @Column('uuid', { name: 'site_id', nullable: true }) siteId: string | null;
  @Column('uuid', { name: 'technician_id', nullable: true }) technicianId: string | null;
  @Column('uuid', { name: 'visit_id', nullable: true }) visitId: string | null;
  /** Sites that hold a live offer. */
  @Column('uuid', { name: 'offered_to', array: true }) offeredTo: string[];
  @Column('uuid', { name: 'kept_site_id', nullable: true }) keptSiteId: string | null;
  @Column('uuid', { name: 'preferred_technician_id', nullable: true }) preferredTechnicianId: string | null;
  @Column('uuid', { name: 'avoided_technician_id', nullable: true }) avoidedTechnicianId: string | null;
  @Column('timestamptz', { name: 'accepted_at', nullable: true }) acceptedAt: Date | null;
  @Column('integer') visits: number;
  @Column('integer', { name: 'travel_seconds' }) travelSeconds: number;
  @Column('integer', { name: 'travel_metres' }) travelMetres: number;

  @Column('timestamptz', { name: 'parts_available_at', nullable: true }) partsAvailableAt: Date | null;
  @Column('jsonb', { name: 'parts_needed' }) partsNeeded: PartQuantity[];
  /** What inventory has set aside for it, and where. */
  @Column('jsonb', { name: 'parts_held' }) partsHeld: HeldPart[];
  @Column('integer', { name: 'reservation_version' }) reservationVersion: number;
  @Column('timestamptz', { name: 'waiting_parts_since', nullable: true }) waitingPartsSince: Date | null;
  @Column('integer', { name: 'waited_for_parts_seconds' }) waitedForPartsSeconds: number;
  @Column('boolean', { name: 'request_ended' }) requestEnded: boolean;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt: Date | null;
  /** Counts the steps and decisions, not what becomes known in the background (parts). */
  @Column('integer') version: number;
}
