import { AssetRegistered, RepairOrderCannotComplete } from '#common/events/index.js';
import { uuidv7 } from '#common/database/uuid.js';
import { person } from '#common/testing/actors.js';
import type { TestService } from '#common/testing/service.js';
import type { ForecastDetail, ForecastView } from '../forecasts/forecast.dto.js';
import { enterDemand, planned } from '../testing/planning.js';
