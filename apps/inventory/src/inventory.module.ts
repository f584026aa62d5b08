import { type DynamicModule, Module } from '@nestjs/common';
import { DemandRecorder } from './demand/demand-recorder.js';
import { StockLocationsController } from './locations/stock-locations.controller.js';
import { StockLocationsListener } from './locations/stock-locations.listener.js';
import { StockLocationsService } from './locations/stock-locations.service.js';
import { PartsController } from './parts/parts.controller.js';
import { PartsService } from './parts/parts.service.js';
import { ReservationBook } from './reservations/reservation-book.js';
import { ReservationNews } from './reservations/reservation-news.js';
import { ReservationsListener } from './reservations/reservations.listener.js';
import { ReservationsService } from './reservations/reservations.service.js';
import { VisitUseService } from './reservations/visit-use.service.js';
import { InventorySettings } from './settings.js';
import { StockLedger } from './stock/stock-ledger.service.js';

@Module({
  controllers: [PartsController, StockLocationsController, StockLocationsListener, ReservationsListener],
  providers: [
    PartsService,
    StockLocationsService,
    StockLedger,
    ReservationBook,
    ReservationNews,
    ReservationsService,
    VisitUseService,
    DemandRecorder,
  ],
})
export class InventoryModule {
  static with(settings: InventorySettings): DynamicModule {
    return { module: InventoryModule, providers: [{ provide: InventorySettings, useValue: settings }] };
  }
}
