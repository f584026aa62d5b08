import { RetainDeadLettersDays, usualRetention } from '#common/messaging/retention.js';
import { EnvironmentVariable } from '#common/runtime/config.js';
import { Matches } from 'class-validator';
import { Flag, OneOf, Text, Whole } from '#common/validation/fields.js';
import { type DayImprovements, dayImprovements } from '../../dispatch/src/core/plans/causes.js';
import { defaultSettings } from '../../inventory/src/settings.js';

/** What may ask for a demo. */
export const demoPattern = /^(off|[A-Za-z]{2}|.+\.json)$/;

/** What `npm start` reads from its environment. */
export class StandaloneConfig {
  @EnvironmentVariable('Port of the API and its pages.', 'a port from 1 to 65535')
  @Whole(1, 65_535)
  PORT = 3000;

  @EnvironmentVariable(
    'Address on which it listens; `0.0.0.0` lets other machines in.',
    'an address of this machine such as 127.0.0.1 or 0.0.0.0',
  )
  @Text(100)
  HOST = '127.0.0.1';

  @EnvironmentVariable('Folder that holds all state: the database, secrets, logs.', 'the path of a folder')
  @Text(1_000)
  CALLOUT_HOME = './data';

  @EnvironmentVariable(
    'Demo that is written once into an empty data folder.',
    'off, an ISO 3166 country code such as CN or GB, or the path of a .json file',
  )
  @Matches(demoPattern)
  CALLOUT_DEMO = 'CN';

  @EnvironmentVariable(
    'What becomes of a better plan for a day that runs, where the site does not say otherwise.',
    'automatic (published), proposed (to a dispatcher) or off (no site looks for one)',
  )
  @OneOf(dayImprovements)
  DAY_IMPROVEMENTS: DayImprovements = 'proposed';

  @EnvironmentVariable('Whether parts are planned anew every week and the plan is published.', 'on or off')
  @Flag()
  PLAN_WEEKLY = defaultSettings.planWeekly;

  @RetainDeadLettersDays()
  RETAIN_DEAD_LETTERS_DAYS = usualRetention.deadLetters;
}
