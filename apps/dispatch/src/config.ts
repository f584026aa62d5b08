import { EnvironmentVariable } from '#common/runtime/config.js';
import { ServiceConfig } from '#common/runtime/service-config.js';
import { Decimal } from '#common/validation/fields.js';
import { defaultSettings, type DispatchSettings } from './settings.js';

/** What the service reads from its environment when it runs alone. */
export class DispatchConfig extends ServiceConfig {
  override PORT = 3002;

  @EnvironmentVariable(
    'Minutes that a site may think about an offer; they count in its opening hours, in an emergency around the clock.',
    'a number from 0.1 to 1440',
  )
  @Decimal(0.1, 1_440)
  OFFER_MINUTES = defaultSettings.offerMinutes;
}

export const settingsFrom = (config: DispatchConfig): DispatchSettings => ({ offerMinutes: config.OFFER_MINUTES });
