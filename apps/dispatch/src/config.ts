import { Matches, ValidateIf } from 'class-validator';
import { EnvironmentVariable } from '#common/runtime/config.js';
import { ServiceConfig } from '#common/runtime/service-config.js';
import { Decimal, OneOf, Optional, Whole } from '#common/validation/fields.js';
import { type DayImprovements, dayImprovements } from './core/plans/causes.js';
import { defaultSettings, type DispatchSettings, type TravelSettings } from './settings.js';

const travelProviders = ['great-circle', 'osrm', 'valhalla'] as const;

/** What the service reads from its environment when it runs alone. */
export class DispatchConfig extends ServiceConfig {
  override PORT = 3002;

  @EnvironmentVariable(
    'Minutes that a site may think about an offer; they count in its opening hours, in an emergency around the clock.',
    'a number from 0.1 to 1440',
  )
  @Decimal(0.1, 1_440)
  OFFER_MINUTES = defaultSettings.offerMinutes;

  @EnvironmentVariable(
    'Who says how long a drive takes in day plans and improvements; the ranking goes by the great circle.',
    'great-circle, osrm or valhalla',
  )
  @OneOf(travelProviders)
  TRAVEL_PROVIDER: (typeof travelProviders)[number] = 'great-circle';

  @EnvironmentVariable(
    'Where OSRM or Valhalla answers; needed for these two.',
    'a URL such as http://osrm:5000, with no slash at its end',
  )
  @ValidateIf(({ TRAVEL_PROVIDER: provider }: DispatchConfig) => provider !== 'great-circle')
  @Matches(/^https?:\/\/[^\s?#]*[^\s?#/]$/)
  TRAVEL_URL?: string;

  @EnvironmentVariable(
    "OSRM's profile or Valhalla's costing; left out, `driving` or `auto`.",
    'a word of letters, digits, - and _',
  )
  @Optional()
  @Matches(/^[\w-]{1,40}$/)
  TRAVEL_PROFILE?: string;

  @EnvironmentVariable(
    'Points that are sent in one request, sources and targets together: as many as the road server takes.',
    'a whole number from 2 to 2000',
  )
  @Whole(2, 2_000)
  TRAVEL_POINTS_AT_ONCE = 100;

  @EnvironmentVariable('How long one request to the road server may take, in seconds.', 'a number from 0.1 to 60')
  @Decimal(0.1, 60)
  TRAVEL_TIMEOUT_SECONDS = 5;

  @EnvironmentVariable(
    'How long all requests for one plan may take, in seconds; what is not known by then is estimated and marked.',
    'a number from 0.1 to 600',
  )
  @Decimal(0.1, 600)
  TRAVEL_TABLE_SECONDS = 30;

  @EnvironmentVariable(
    'What becomes of a better plan for a day that runs, where the site does not say otherwise.',
    'automatic (published), proposed (to a dispatcher) or off (no site looks for one)',
  )
  @OneOf(dayImprovements)
  DAY_IMPROVEMENTS: DayImprovements = defaultSettings.dayImprovements;
}

export const settingsFrom = (config: DispatchConfig): DispatchSettings => ({
  offerMinutes: config.OFFER_MINUTES,
  dayImprovements: config.DAY_IMPROVEMENTS,
  travel: travelFrom(config),
});

function travelFrom(config: DispatchConfig): TravelSettings {
  const { TRAVEL_PROVIDER: source, TRAVEL_URL: url = '', TRAVEL_PROFILE: profile } = config;
  if (source === 'great-circle') return { source };
  return {
    source,
    url,
    ...(profile !== undefined && { profile }),
    pointsAtOnce: config.TRAVEL_POINTS_AT_ONCE,
    timeoutSeconds: config.TRAVEL_TIMEOUT_SECONDS,
    tableSeconds: config.TRAVEL_TABLE_SECONDS,
  };
}
