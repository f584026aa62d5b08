import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Channel, CloseOutcome, Priority, RepairOrderStatus, RequestStatus } from '#common/events/lists.js';
import type { Place, TimeWindow } from '#common/events/values.js';
import type { TriageSuggestion } from '../core/triage/suggestion.js';

@Entity('service_request')
export class ServiceRequest {
  @PrimaryColumn('uuid') id: string;
  @Column('text') number: string;
  @Column('text', { name: 'external_id', nullable: true }) externalId: string | null;
  /** The person or key that reported it: external ids are the caller's own. */
  @Column('uuid', { name: 'reported_by', nullable: true }) reportedBy: string | null;
  @Column('text') channel: Channel;
  @Column('text') status: RequestStatus;
  @Column('text') priority: Priority;
  @Column('boolean') emergency: boolean;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('uuid', { name: 'asset_id' }) assetId: string;
  @Column('uuid', { name: 'product_id' }) productId: string;
  @Column('text') category: string;
  @Column('uuid', { name: 'address_id' }) addressId: string;
  @Column('jsonb') place: Place;
  @Column('text') problem: string;
  @Column('text', { name: 'symptom_code', nullable: true }) symptomCode: string | null;
  @Column('jsonb') windows: TimeWindow[];
  @Column('jsonb', { nullable: true }) triage: TriageSuggestion | null;
  @Column('uuid', { name: 'owner_id', nullable: true }) ownerId: string | null;
  @Column('text', { name: 'owner_name', nullable: true }) ownerName: string | null;
  @Column('timestamptz', { name: 'opened_at' }) openedAt: Date;
  @Column('timestamptz', { name: 'first_response_due_at' }) firstResponseDueAt: Date;
  @Column('timestamptz', { name: 'due_by' }) dueBy: Date;
  @Column('boolean', { name: 'at_risk' }) atRisk: boolean;
  @Column('boolean') breached: boolean;
  /** Visits requested so far, reopenings included. */
  @Column('smallint') attempt: number;
  @Column('uuid', { name: 'repair_order_id', nullable: true }) repairOrderId: string | null;
  @Column('text', { name: 'repair_order_status', nullable: true }) repairOrderStatus: RepairOrderStatus | null;
  /** The order's version of which the columns here are known. */
  @Column('integer', { name: 'repair_order_version' }) repairOrderVersion: number;
  @Column('boolean', { name: 'higher_level_needed' }) higherLevelNeeded: boolean;
  /** The order stands because it was not safe to work. */
  @Column('boolean') unsafe: boolean;
  /** The site that accepted; nobody else's site may see the row. */
  @Column('uuid', { name: 'site_id', nullable: true }) siteId: string | null;
  @Column('uuid', { name: 'technician_id', nullable: true }) technicianId: string | null;
  @Column('uuid', { name: 'visit_id', nullable: true }) visitId: string | null;
  /** Who comes to that visit; the order tells of another technician only with its next step. */
  @Column('uuid', { name: 'visit_technician_id', nullable: true }) visitTechnicianId: string | null;
  @Column('timestamptz', { name: 'promised_from', nullable: true }) promisedFrom: Date | null;
  @Column('timestamptz', { name: 'promised_to', nullable: true }) promisedTo: Date | null;
  /** When the promise was made. */
  @Column('timestamptz', { name: 'promised_at', nullable: true }) promisedAt: Date | null;
  @Column('text', { nullable: true }) solution: string | null;
  @Column('text', { nullable: true }) outcome: CloseOutcome | null;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt: Date | null;
  @Column('integer') version: number;
}
