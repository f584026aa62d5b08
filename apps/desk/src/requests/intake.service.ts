import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { uuidv7 } from '#common/database/uuid.js';
import { RequestOpened } from '#common/events/request-opened.js';
import { RequestStatusChanged } from '#common/events/request-status-changed.js';
import { inField } from '#common/http/field-path.js';
import { invalid } from '#common/http/problems.js';
import { Outbox } from '#common/messaging/outbox.js';
import { Clock } from '#common/runtime/clock.js';
import { Assets, type KnownAsset } from '../assets/assets.service.js';
import { placeOf } from '../customers/customer-views.js';
import { Customer } from '../customers/customer.entity.js';
import { Customers } from '../customers/customers.service.js';
import type { SaveCustomer } from '../customers/customer.dto.js';
import { ServiceClocks } from '../service-levels/service-clocks.service.js';
import { Timeline } from '../timeline/timeline.service.js';
import { Triage } from '../triage/triage.service.js';
import { FurtherReports } from './further-reports.service.js';
import { PossibleDuplicates } from './possible-duplicates.service.js';
import { RepeatedReports } from './repeated-reports.service.js';
import { requestView } from './request-views.js';
import { RequestRows } from './request-rows.service.js';
import type { ReportedView, ReportRequest } from './request.dto.js';
import { ServiceRequest } from './service-request.entity.js';
import { VisitRequests } from './visit-requests.service.js';

interface Subject {
  customer: Customer;
  known: KnownAsset;
  /** Who reports the unit, where that is not the customer as entered. */
  reporter?: Record<string, string>;
}

/** Takes reports from every channel: the same record, whatever the channel. */
@Injectable()
export class Intake {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly customers: Customers,
    private readonly assets: Assets,
    private readonly triage: Triage,
    private readonly clocks: ServiceClocks,
    private readonly visits: VisitRequests,
    private readonly rows: RequestRows,
    private readonly repeated: RepeatedReports,
    private readonly further: FurtherReports,
    private readonly possible: PossibleDuplicates,
    private readonly timeline: Timeline,
  ) {}

  report(report: ReportRequest, caller: Actor): Promise<ReportedView> {
    this.visits.checkWindows(report.windows ?? []);
    return this.transactions.run(async (manager) => {
      const before = await this.repeated.find(report, caller);
      if (before) return { ...requestView(before), ...(await this.possible.of(before, caller)), intake: 'repeated' };
      const { customer, known, reporter } = await this.customerAndAsset(manager, report);
      const added = report.separate || known.isNew ? undefined : await this.further.add(known.asset.id, report);
      const request = added ?? (await this.open(manager, report, customer, known, caller));
      const possible = !added && mayBeOpenUnseen(report, known) ? await this.possible.of(request, caller) : {};
      const intake = added ? ('duplicate' as const) : ('opened' as const);
      const answer = { ...requestView(request), ...possible, intake };
      if (reporter) await this.timeline.add({ requestId: answer.id, kind: 'reporter', data: reporter });
      return answer;
    });
  }

  private async customerAndAsset(manager: EntityManager, report: ReportRequest): Promise<Subject> {
    const { customerId, customer, assetId, asset } = report;
    if (assetId && asset) throw invalid('asset', 'give either assetId or asset');
    if (customerId && customer) throw invalid('customer', 'give either customerId or customer');
    if (assetId) return this.byAsset(manager, assetId, report);
    if (!asset) throw invalid('asset', 'give assetId, or asset with what is known of it');
    const holderId =
      customer && !customer.externalId ? await inField('asset', () => this.assets.holderOf(asset)) : null;
    const entered =
      customer && !holderId
        ? await inField('customer', () => this.customers.enter(customer))
        : { customer: await customerBy(manager, holderId ?? customerId) };
    const holder = { ...entered, customerId: entered.customer.id };
    const known = await inField('asset', () => this.assets.enter(holder, asset));
    return { customer: entered.customer, known, ...(customer && holderId && { reporter: reporterOf(customer) }) };
  }

  private async byAsset(manager: EntityManager, assetId: string, { customerId, customer }: ReportRequest) {
    if (customer) throw invalid('customer', 'leave it out: the asset says whose it is');
    const known = await this.assets.known(assetId);
    if (customerId && customerId.toLowerCase() !== known.asset.customerId) {
      throw invalid('customerId', `asset ${assetId} belongs to another customer: leave customerId out`);
    }
    return { customer: await customerBy(manager, known.asset.customerId), known };
  }

  private async open(
    manager: EntityManager,
    report: ReportRequest,
    customer: Customer,
    known: KnownAsset,
    caller: Actor,
  ): Promise<ServiceRequest> {
    const now = this.clock.now();
    const request = this.draft(report, known, caller, now);
    request.triage = await this.triage.suggest(request.category, request.problem, request.symptomCode);
    const { rows, ...due } = await this.clocks.plan(request, customer.grade, now, report.channel === 'phone');
    await insertRequest(manager, Object.assign(request, due), now);
    await this.clocks.begin(rows);
    await this.tell(request, report, known);
    return request;
  }

  private draft(
    report: ReportRequest,
    { asset, product, address }: KnownAsset,
    caller: Actor,
    now: Date,
  ): ServiceRequest {
    const owner = caller.kind === 'user' && caller.roles.some((role) => role === 'agent' || role === 'supervisor');
    const emergency = report.emergency ?? false;
    return Object.assign(new ServiceRequest(), {
      id: uuidv7(),
      externalId: report.externalId ?? null,
      reportedBy: caller.id,
      channel: report.channel,
      status: report.visit ? 'dispatched' : 'new',
      priority: report.priority ?? (emergency ? 'urgent' : 'normal'),
      emergency,
      customerId: asset.customerId,
      assetId: asset.id,
      productId: product.id,
      category: product.category,
      addressId: address.id,
      place: placeOf(address),
      problem: report.problem,
      symptomCode: report.symptomCode ?? null,
      windows: report.windows ?? [],
      ownerId: owner ? caller.id : null,
      ownerName: owner ? caller.name : null,
      openedAt: now,
      atRisk: false,
      breached: false,
      attempt: report.visit ? 1 : 0,
      repairOrderVersion: 0,
      higherLevelNeeded: false,
      unsafe: false,
      version: report.visit ? 2 : 1,
    } satisfies Partial<ServiceRequest>);
  }

  private async tell(request: ServiceRequest, report: ReportRequest, subject: KnownAsset): Promise<void> {
    const requestId = request.id;
    const reported = { requestId, kind: 'reported', to: 'new', data: { channel: report.channel } } as const;
    await this.outbox.publish(RequestOpened, openedEvent(request));
    if (!report.visit) return this.timeline.add(reported);
    await this.timeline.add(reported, {
      requestId,
      kind: 'visit_requested',
      from: 'new',
      to: 'dispatched',
      data: { attempt: 1 },
    });
    await this.outbox.publish(RequestStatusChanged, this.rows.statusEvent(request, 'new'));
    await this.visits.publish(request, undefined, subject);
  }
}

/** Whether the same may be open without its unit telling: nobody says which unit it is, and the customer can be known by something. */
function mayBeOpenUnseen({ customer, separate }: ReportRequest, { asset, isNew }: KnownAsset): boolean {
  if (separate || !isNew || asset.serialNumber !== null || asset.externalId !== null) return false;
  const { externalId, phone, contacts = [] } = customer ?? {};
  return (
    !customer || externalId !== undefined || phone !== undefined || contacts.some((one) => one.phone !== undefined)
  );
}

/** Who reported a unit that is known by its serial number: its customer stays as entered, the agent sees who else to ask. */
function reporterOf({ name, phone, email, contacts }: SaveCustomer): Record<string, string> {
  const [first] = contacts ?? [];
  const { name: reached = name, phone: by = phone, email: at = email } = first ?? {};
  return { name: reached, ...(by && { phone: by }), ...(at && { email: at }) };
}

async function customerBy(manager: EntityManager, id: string | undefined): Promise<Customer> {
  if (!id) throw invalid('customer', 'give customerId, or customer with what is known of it');
  const customer = await manager.findOneBy(Customer, { id });
  if (!customer) throw invalid('customerId', `there is no customer ${id}`);
  return customer;
}

/** Inserts the row; its number is the day and a count. */
async function insertRequest(manager: EntityManager, request: ServiceRequest, now: Date): Promise<void> {
  const day = now.toISOString().slice(2, 10).replaceAll('-', '');
  const number = () =>
    `(SELECT 'R-${day}' || lpad(count::text, greatest(5, length(count::text)), '0') FROM nextval('request_number') AS count)`;
  const insert = manager.createQueryBuilder().insert().into(ServiceRequest).returning('number');
  const { raw } = await insert
    .values({ ...request, number })
    .updateEntity(false)
    .execute();
  const [row] = raw as [{ number: string }];
  request.number = row.number;
}

function openedEvent(request: ServiceRequest): RequestOpened {
  const { id, number, customerId, assetId, productId, category, channel, priority, emergency, place, ownerId } =
    request;
  return {
    requestId: id,
    number,
    customerId,
    assetId,
    productId,
    category,
    channel,
    priority,
    emergency,
    place,
    ...(ownerId && { ownerId }),
    openedAt: request.openedAt.toISOString(),
    firstResponseDueAt: request.firstResponseDueAt.toISOString(),
    dueBy: request.dueBy.toISOString(),
    version: 1,
  };
}
