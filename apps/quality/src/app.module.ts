import { Module } from '@nestjs/common';
import { HeldRows, Holdings } from '#common/messaging/holdings.js';
import { HoldingsController } from '#common/messaging/holdings.controller.js';
import type { AppDefinition } from '#common/runtime/app.js';
import { AlertQueries } from './alerts/alert-queries.service.js';
import { AlertSchedule } from './alerts/alert-schedule.js';
import { AlertsController } from './alerts/alerts.controller.js';
import { AlertsListener } from './alerts/alerts.listener.js';
import { AlertsService } from './alerts/alerts.service.js';
import { QualityAlert } from './alerts/quality-alert.entity.js';
import { CatalogueListener } from './catalogue/catalogue.listener.js';
import { CatalogueService } from './catalogue/catalogue.service.js';
import { ChartsController } from './charts/charts.controller.js';
import { ChartsService } from './charts/charts.service.js';
import { CodeMappingsController } from './code-mappings/code-mappings.controller.js';
import { CodeMappings } from './code-mappings/code-mappings.service.js';
import { EvidenceListener } from './evidence/evidence.listener.js';
import { EvidenceService } from './evidence/evidence.service.js';
import { OrderEvidence } from './evidence/order-evidence.entity.js';
import { FailurePart } from './failures/failure-part.entity.js';
import { FailureRecordQueries } from './failures/failure-record-queries.service.js';
import { FailureRecord } from './failures/failure-record.entity.js';
import { FailureRecordsController } from './failures/failure-records.controller.js';
import { FailuresListener } from './failures/failures.listener.js';
import { FailuresService } from './failures/failures.service.js';
import { migrations } from './migrations/index.js';
import { OfferAnswersService } from './offers/offer-answers.service.js';
import { OffersListener } from './offers/offers.listener.js';
import { HeldFailures } from './reconciliation/held-failures.js';
import { ReportsController } from './reports/reports.controller.js';
import { ReportsService } from './reports/reports.service.js';
import { ScoreCardIndicator } from './score-cards/score-card-indicator.entity.js';
import { ScoreCardQueries } from './score-cards/score-card-queries.service.js';
import { ScoreCardRounds } from './score-cards/score-card-rounds.service.js';
import { ScoreCardSchedule } from './score-cards/score-card-schedule.js';
import { ScoreCard } from './score-cards/score-card.entity.js';
import { ScoreCardsController } from './score-cards/score-cards.controller.js';
import { ScoreCardsListener } from './score-cards/score-cards.listener.js';
import { ScoreCardsService } from './score-cards/score-cards.service.js';
import { ScoreWeights } from './score-cards/score-weights.entity.js';
import { ScoreWeightsService } from './score-cards/score-weights.service.js';

const http = [
  AlertsController,
  ChartsController,
  CodeMappingsController,
  FailureRecordsController,
  HoldingsController,
  ReportsController,
  ScoreCardsController,
];
const listeners = [
  AlertsListener,
  CatalogueListener,
  EvidenceListener,
  FailuresListener,
  OffersListener,
  ScoreCardsListener,
];

@Module({
  controllers: [...http, ...listeners],
  providers: [
    AlertQueries,
    AlertSchedule,
    AlertsService,
    CatalogueService,
    ChartsService,
    CodeMappings,
    EvidenceService,
    FailureRecordQueries,
    FailuresService,
    OfferAnswersService,
    ReportsService,
    ScoreCardQueries,
    ScoreCardRounds,
    ScoreCardSchedule,
    ScoreCardsService,
    ScoreWeightsService,
    Holdings,
    { provide: HeldRows, useClass: HeldFailures },
  ],
})
class QualityModule {}

export const qualityApp: AppDefinition = {
  service: 'quality',
  features: QualityModule,
  entities: [FailureRecord, FailurePart, OrderEvidence, QualityAlert, ScoreCard, ScoreCardIndicator, ScoreWeights],
  migrations,
};
