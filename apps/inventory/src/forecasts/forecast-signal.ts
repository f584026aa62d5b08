import { Injectable } from '@nestjs/common';
import { PlanningSignal } from '../planning-runs/planning-signal.js';

/** The same bell for whoever keeps forecasts up to date: there is demand that they do not know yet. */
@Injectable()
export class ForecastSignal extends PlanningSignal {}
