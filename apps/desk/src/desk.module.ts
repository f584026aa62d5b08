import { type DynamicModule, Module } from '@nestjs/common';
import { ArrivalCodesController } from './arrival-codes/arrival-codes.controller.js';
import { ArrivalCodes } from './arrival-codes/arrival-codes.service.js';
import { HeldRows, Holdings } from '#common/messaging/holdings.js';
import { HoldingsController } from '#common/messaging/holdings.controller.js';
import { RequestArchiveController } from './archive/request-archive.controller.js';
import { RequestArchive } from './archive/request-archive.service.js';
import { AssetCodesController } from './asset-codes/asset-codes.controller.js';
import { AssetCodes } from './asset-codes/asset-codes.service.js';
import { CodeReportsController } from './asset-codes/code-reports.controller.js';
import { CodeReports } from './asset-codes/code-reports.service.js';
import { AssetLists } from './assets/asset-lists.service.js';
import { AssetsController } from './assets/assets.controller.js';
import { Assets } from './assets/assets.service.js';
import { AttachmentsController } from './attachments/attachments.controller.js';
import { Attachments } from './attachments/attachments.service.js';
import { CallBackLists } from './call-backs/call-back-lists.service.js';
import { CallBackTasks } from './call-backs/call-back-tasks.service.js';
import { CallBacksController } from './call-backs/call-backs.controller.js';
import { CallBacksListener } from './call-backs/call-backs.listener.js';
import { CallBacks } from './call-backs/call-backs.service.js';
import { CallArrivals } from './calls/call-arrivals.service.js';
import { CallLists } from './calls/call-lists.service.js';
import { CallQueue } from './calls/call-queue.service.js';
import { CallRequests } from './calls/call-requests.service.js';
import { CallRows } from './calls/call-rows.service.js';
import { CallSteps } from './calls/call-steps.service.js';
import { CallsController } from './calls/calls.controller.js';
import { SilentCallsListener } from './calls/silent-calls.listener.js';
import { SilentCalls } from './calls/silent-calls.service.js';
import { CustomerController } from './customer-links/customer.controller.js';
import { CustomerLinksController } from './customer-links/customer-links.controller.js';
import { CustomerLinks } from './customer-links/customer-links.service.js';
import { CustomersPart } from './customer-links/customers-part.service.js';
import { CustomerViews } from './customer-links/customer-views.service.js';
import { CustomersController } from './customers/customers.controller.js';
import { Customers } from './customers/customers.service.js';
import { Glance } from './glance/glance.service.js';
import { HandOversController } from './hand-overs/hand-overs.controller.js';
import { HandOvers } from './hand-overs/hand-overs.service.js';
import { NoticeLists } from './notices/notice-lists.service.js';
import { NoticeSender } from './notices/notice-sender.js';
import { NoticesController } from './notices/notices.controller.js';
import { NoticesListener } from './notices/notices.listener.js';
import { Notices } from './notices/notices.service.js';
import { ProductsController } from './products/products.controller.js';
import { Products } from './products/products.service.js';
import { HeldRequests } from './reconciliation/held-requests.js';
import { FurtherReports } from './requests/further-reports.service.js';
import { Intake } from './requests/intake.service.js';
import { OrderEvents } from './requests/order-events.service.js';
import { OrdersListener } from './requests/orders.listener.js';
import { PossibleDuplicates } from './requests/possible-duplicates.service.js';
import { RepeatedReports } from './requests/repeated-reports.service.js';
import { RequestCareController } from './requests/request-care.controller.js';
import { RequestCare } from './requests/request-care.service.js';
import { RequestLists } from './requests/request-lists.service.js';
import { RequestRows } from './requests/request-rows.service.js';
import { RequestSteps } from './requests/request-steps.service.js';
import { RequestStory } from './requests/request-story.service.js';
import { RequestsController } from './requests/requests.controller.js';
import { VisitEvents } from './requests/visit-events.service.js';
import { VisitRequests } from './requests/visit-requests.service.js';
import { VisitsListener } from './requests/visits.listener.js';
import { RetentionListener } from './retention/retention.listener.js';
import { Retention } from './retention/retention.service.js';
import { Search } from './search/search.service.js';
import { SeatRows } from './seats/seat-rows.service.js';
import { SeatsController } from './seats/seats.controller.js';
import { Seats } from './seats/seats.service.js';
import { CalendarsController } from './service-levels/calendars.controller.js';
import { ClockAlerts } from './service-levels/clock-alerts.service.js';
import { Holidays } from './service-levels/holidays.service.js';
import { ServiceClocksListener } from './service-levels/service-clocks.listener.js';
import { ServiceClocks } from './service-levels/service-clocks.service.js';
import { ServiceLevels } from './service-levels/service-levels.service.js';
import { DeskSettings } from './settings.js';
import { SiteNames } from './sites/site-names.service.js';
import { SitesListener } from './sites/sites.listener.js';
import { Timeline } from './timeline/timeline.service.js';
import { TriageModels } from './triage/triage-models.js';
import { TriageController } from './triage/triage.controller.js';
import { TriageListener } from './triage/triage.listener.js';
import { Triage } from './triage/triage.service.js';

@Module({
  controllers: [
    ProductsController,
    CustomersController,
    AssetsController,
    CalendarsController,
    TriageController,
    RequestsController,
    RequestCareController,
    HandOversController,
    AttachmentsController,
    ArrivalCodesController,
    CallBacksController,
    CallsController,
    SeatsController,
    CustomerLinksController,
    CustomerController,
    AssetCodesController,
    CodeReportsController,
    NoticesController,
    HoldingsController,
    RequestArchiveController,
    OrdersListener,
    VisitsListener,
    CallBacksListener,
    SilentCallsListener,
    ServiceClocksListener,
    TriageListener,
    SitesListener,
    NoticesListener,
    RetentionListener,
  ],
  providers: [
    Products,
    Search,
    Customers,
    AssetLists,
    Assets,
    Glance,
    Timeline,
    ServiceLevels,
    ServiceClocks,
    Holidays,
    ClockAlerts,
    TriageModels,
    Triage,
    RequestRows,
    VisitRequests,
    CallBackTasks,
    CallBackLists,
    RequestSteps,
    RequestCare,
    HandOvers,
    RequestLists,
    RequestStory,
    FurtherReports,
    RepeatedReports,
    PossibleDuplicates,
    Intake,
    OrderEvents,
    VisitEvents,
    CallBacks,
    SeatRows,
    Seats,
    CallRows,
    CallQueue,
    CallLists,
    CallRequests,
    CallArrivals,
    CallSteps,
    SilentCalls,
    Attachments,
    ArrivalCodes,
    SiteNames,
    CustomerLinks,
    CustomerViews,
    CustomersPart,
    AssetCodes,
    CodeReports,
    Notices,
    NoticeLists,
    NoticeSender,
    RequestArchive,
    Retention,
    Holdings,
    { provide: HeldRows, useClass: HeldRequests },
  ],
})
export class DeskModule {
  static with(settings: DeskSettings): DynamicModule {
    return { module: DeskModule, providers: [{ provide: DeskSettings, useValue: settings }] };
  }
}
