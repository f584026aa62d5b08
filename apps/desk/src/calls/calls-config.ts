import { EnvironmentVariable } from '#common/runtime/config.js';
import { Whole } from '#common/validation/fields.js';
import { defaultSilentCallMinutes, type DeskSettings } from '../settings.js';

/** What the desk reads from its environment of telephone calls, alone or with all services in one process. */
export class CallsConfig {
  @EnvironmentVariable(
    'Minutes after which a telephone call is ended of which nothing more is told: its end was lost, and it must not keep its seat.',
    '10 to 10080',
  )
  @Whole(10, 10_080)
  SILENT_CALL_MINUTES = defaultSilentCallMinutes;
}

export const callsFrom = ({ SILENT_CALL_MINUTES: silentCallMinutes }: CallsConfig): DeskSettings => ({
  silentCallMinutes,
});
