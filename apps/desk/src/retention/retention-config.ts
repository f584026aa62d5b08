import { EnvironmentVariable } from '#common/runtime/config.js';
import { Optional, Whole } from '#common/validation/fields.js';
import type { DeskSettings } from '../settings.js';

/** What the desk reads from its environment of how long it keeps personal data, alone or with all services in one process. */
export class RetentionConfig {
  @EnvironmentVariable(
    'Days after its end for which a request keeps its files, and its customer contacts and streets if nothing else is open; left out, all is kept.',
    '30 to 36500',
  )
  @Optional()
  @Whole(30, 36_500)
  RETAIN_PERSONAL_DAYS?: number;
}

export const retentionFrom = ({ RETAIN_PERSONAL_DAYS: days }: RetentionConfig): DeskSettings => ({
  ...(days !== undefined && { retainPersonalDays: days }),
});
