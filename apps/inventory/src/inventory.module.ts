import { type DynamicModule, Module } from '@nestjs/common';
import { HeldRows, Holdings } from '#common/messaging/holdings.js';
import { HoldingsController } from '#common/messaging/holdings.controller.js';
import { LanesController } from './lanes/lanes.controller.js';
import { LanesService } from './lanes/lanes.service.js';
import { DemandAdjuster } from './demand/demand-adjuster.js';
import { DemandAdjustmentsController } from './demand/demand-adjustments.controller.js';
import { DemandAdjustmentsService } from './demand/demand-adjustments.service.js';
import { DemandController } from './demand/demand.controller.js';
import { DemandRecorder } from './demand/demand-recorder.js';
import { DemandService } from './demand/demand.service.js';
import { DoubtedUsesController } from './doubted-uses/doubted-uses.controller.js';
import { DoubtedUsesService } from './doubted-uses/doubted-uses.service.js';
import { InstalledBaseListener } from './installed-base/installed-base.listener.js';
import { InstalledBaseService } from './installed-base/installed-base.service.js';
import { LeadTimesService } from './lanes/lead-times.service.js';
import { StockLocationsController } from './locations/stock-locations.controller.js';
import { StockLocationsListener } from './locations/stock-locations.listener.js';
import { StockLocationsService } from './locations/stock-locations.service.js';
import { MovesListener } from './moves/moves.listener.js';
import { MovesService } from './moves/moves.service.js';
import { VanData } from './moves/van-data.js';
import { VanKitReader } from './moves/van-kit-reader.js';
import { VanKitsController } from './moves/van-kits.controller.js';
import { VanKitsService } from './moves/van-kits.service.js';
import { OverrideLog } from './override-report/override-log.js';
import { OverrideReportController } from './override-report/override-report.controller.js';
import { OverrideReportService } from './override-report/override-report.service.js';
import { PartsController } from './parts/parts.controller.js';
import { PartsService } from './parts/parts.service.js';
import { ExportsController } from './exports/exports.controller.js';
import { ExportsService } from './exports/exports.service.js';
import { ForecastsController } from './forecasts/forecasts.controller.js';
import { ForecastSignal } from './forecasts/forecast-signal.js';
import { ForecastsService } from './forecasts/forecasts.service.js';
import { LiveForecasts } from './forecasts/live-forecasts.js';
import { ImportsController } from './imports/imports.controller.js';
import { ImportsService } from './imports/imports.service.js';
import { LeadTimesImport } from './imports/lead-times-import.js';
import { PartsImport } from './imports/parts-import.js';
import { StockImport } from './imports/stock-import.js';
import { ExceptionLooks } from './planning-exceptions/exception-looks.js';
import { ExceptionSettlements } from './planning-exceptions/exception-settlements.service.js';
import { PlanningExceptionsController } from './planning-exceptions/planning-exceptions.controller.js';
import { PlanningExceptionsListener } from './planning-exceptions/planning-exceptions.listener.js';
import { PlanningExceptionsService } from './planning-exceptions/planning-exceptions.service.js';
import { PlanningOverridesController } from './planning-overrides/planning-overrides.controller.js';
import { PlanningOverridesListener } from './planning-overrides/planning-overrides.listener.js';
import { PlanningOverridesService } from './planning-overrides/planning-overrides.service.js';
import { LabReader } from './planning-runs/lab-reader.service.js';
import { PlanningData } from './planning-runs/planning-data.js';
import { PlanningRunsController } from './planning-runs/planning-runs.controller.js';
import { PlanningRunsListener } from './planning-runs/planning-runs.listener.js';
import { PlanningRunsReader } from './planning-runs/planning-runs-reader.service.js';
import { PlanningRunsService } from './planning-runs/planning-runs.service.js';
import { PlanningSignal } from './planning-runs/planning-signal.js';
import { PlanningThreads } from './planning-runs/planning-threads.js';
import { PlanningWorker } from './planning-runs/planning-worker.js';
import { PolicyLab } from './planning-runs/policy-lab.js';
import { RunBases } from './planning-runs/run-bases.js';
import { RunDemand } from './planning-runs/run-demand.js';
import { RunLearning } from './planning-runs/run-learning.js';
import { RunPreparation } from './planning-runs/run-preparation.js';
import { WeeklyPlanning } from './planning-runs/weekly-planning.service.js';
import { StockPoliciesController } from './policies/stock-policies.controller.js';
import { StockPoliciesListener } from './policies/stock-policies.listener.js';
import { StockPoliciesService } from './policies/stock-policies.service.js';
import { ProposalsController } from './proposals/proposals.controller.js';
import { ProposalsService } from './proposals/proposals.service.js';
import { MilestonesService } from './replenishment/milestones.service.js';
import { ReplenishmentOrdersController } from './replenishment/replenishment-orders.controller.js';
import { ReplenishmentReader } from './replenishment/replenishment-reader.service.js';
import { ReplenishmentListener } from './replenishment/replenishment.listener.js';
import { ReceiptsService } from './replenishment/receipts.service.js';
import { ReplenishmentService } from './replenishment/replenishment.service.js';
import { ReservationBook } from './reservations/reservation-book.js';
import { ReservationNews } from './reservations/reservation-news.js';
import { HeldReservations } from './reconciliation/held-reservations.js';
import { ReservationReader } from './reservations/reservation-reader.service.js';
import { ReservationsController } from './reservations/reservations.controller.js';
import { ReservationsListener } from './reservations/reservations.listener.js';
import { ReservationsService } from './reservations/reservations.service.js';
import { UseDoubts } from './reservations/use-doubts.js';
import { VisitUseService } from './reservations/visit-use.service.js';
import { ReviewData } from './review/review-data.js';
import { StockReviewListener } from './review/stock-review.listener.js';
import { StockReviewService } from './review/stock-review.service.js';
import { InventorySettings } from './settings.js';
import { StockLedger } from './stock/stock-ledger.service.js';
import { StockLevelsController } from './stock/stock-levels.controller.js';
import { StockMovementsController } from './stock/stock-movements.controller.js';
import { StockService } from './stock/stock.service.js';
import { TargetMatrixController } from './target-matrix/target-matrix.controller.js';
import { TargetMatrixService } from './target-matrix/target-matrix.service.js';
import { TransfersController } from './transfers/transfers.controller.js';
import { TransfersService } from './transfers/transfers.service.js';

@Module({
  controllers: [
    PartsController,
    StockLocationsController,
    StockLocationsListener,
    StockLevelsController,
    StockMovementsController,
    ReservationsController,
    ReservationsListener,
    TransfersController,
    DemandController,
    DemandAdjustmentsController,
    DoubtedUsesController,
    LanesController,
    StockPoliciesController,
    TargetMatrixController,
    ProposalsController,
    ReplenishmentOrdersController,
    ReplenishmentListener,
    StockReviewListener,
    MovesListener,
    VanKitsController,
    StockPoliciesListener,
    ForecastsController,
    PlanningOverridesController,
    OverrideReportController,
    PlanningOverridesListener,
    PlanningExceptionsController,
    PlanningExceptionsListener,
    PlanningRunsController,
    PlanningRunsListener,
    InstalledBaseListener,
    ImportsController,
    ExportsController,
    HoldingsController,
  ],
  providers: [
    PartsService,
    StockLocationsService,
    StockLedger,
    StockService,
    ReservationBook,
    ReservationNews,
    ReservationReader,
    ReservationsService,
    UseDoubts,
    VisitUseService,
    TransfersService,
    DemandRecorder,
    DemandService,
    DemandAdjuster,
    DemandAdjustmentsService,
    DoubtedUsesService,
    LanesService,
    LeadTimesService,
    StockPoliciesService,
    TargetMatrixService,
    ProposalsService,
    ReceiptsService,
    ReplenishmentService,
    ReplenishmentReader,
    MilestonesService,
    ReviewData,
    StockReviewService,
    MovesService,
    VanData,
    VanKitReader,
    VanKitsService,
    ForecastSignal,
    ForecastsService,
    LiveForecasts,
    PlanningOverridesService,
    OverrideLog,
    OverrideReportService,
    ExceptionSettlements,
    ExceptionLooks,
    PlanningExceptionsService,
    PlanningSignal,
    PlanningThreads,
    PlanningRunsReader,
    PlanningRunsService,
    RunLearning,
    RunBases,
    RunDemand,
    RunPreparation,
    PlanningData,
    PolicyLab,
    LabReader,
    PlanningWorker,
    WeeklyPlanning,
    InstalledBaseService,
    PartsImport,
    StockImport,
    LeadTimesImport,
    ImportsService,
    ExportsService,
    Holdings,
    { provide: HeldRows, useClass: HeldReservations },
  ],
})
export class InventoryModule {
  static with(settings: InventorySettings): DynamicModule {
    return { module: InventoryModule, providers: [{ provide: InventorySettings, useValue: settings }] };
  }
}
