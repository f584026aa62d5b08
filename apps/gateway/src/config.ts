import { Matches } from 'class-validator';
import { EnvironmentVariable } from '#common/runtime/config.js';
import { ServiceConfig } from '#common/runtime/service-config.js';
import { Flag, Optional, Text, Whole } from '#common/validation/fields.js';
import type { GatewaySettings } from './settings.js';

const Urls = () => Matches(/^https?:\/\/[^\s/,]+$/, { each: true });
const urlList = 'a list of URLs such as http://desk-1:3001,http://desk-2:3001';

/** What the gateway reads from its environment when it runs alone. */
export class GatewayConfig extends ServiceConfig {
  @EnvironmentVariable('Where the instances of desk answer.', urlList)
  @Urls()
  DESK_URLS: string[];

  @EnvironmentVariable('Where the instances of dispatch answer.', urlList)
  @Urls()
  DISPATCH_URLS: string[];

  @EnvironmentVariable('Where the instances of inventory answer.', urlList)
  @Urls()
  INVENTORY_URLS: string[];

  @EnvironmentVariable('Where the instances of quality answer.', urlList)
  @Urls()
  QUALITY_URLS: string[];

  @EnvironmentVariable(
    'Password of the user `admin`, who is made at the first start; later starts do not change it.',
    'at least 10 characters',
    { secret: true },
  )
  @Optional()
  @Text(200, 10)
  ADMIN_PASSWORD?: string;

  @EnvironmentVariable('How long a session lasts.', '1 to 720 hours')
  @Whole(1, 720)
  SESSION_HOURS = 12;

  @EnvironmentVariable('Browsers send the session cookie over HTTPS only.', 'on or off')
  @Flag()
  SECURE_COOKIES = true;

  @EnvironmentVariable(
    "A proxy stands before the gateway and appends the client's address to X-Forwarded-For.",
    'on or off',
  )
  @Flag()
  TRUST_PROXY = false;

  @EnvironmentVariable(
    '`/metrics` answers everybody who reaches the gateway, not only this machine and admins: where Prometheus asks over a network of its own.',
    'on or off',
  )
  @Flag()
  OPEN_METRICS = false;

  @EnvironmentVariable('Requests that one user or key may send in a minute, per instance.', '1 to 1000000')
  @Whole(1, 1_000_000)
  ACTOR_REQUESTS_PER_MINUTE = 6_000;

  @EnvironmentVariable(
    'Requests that one address may send in a minute without signing in, per instance.',
    '1 to 1000000',
  )
  @Whole(1, 1_000_000)
  ADDRESS_REQUESTS_PER_MINUTE = 600;

  @EnvironmentVariable(
    "Requests that one address may send in a minute with customers' links and codes of assets, per instance.",
    '1 to 1000000',
  )
  @Whole(1, 1_000_000)
  CUSTOMER_REQUESTS_PER_MINUTE = 120;
}

export function settingsOf(config: GatewayConfig): GatewaySettings {
  const { ADMIN_PASSWORD: password } = config;
  return {
    serviceUrls: {
      desk: config.DESK_URLS,
      dispatch: config.DISPATCH_URLS,
      inventory: config.INVENTORY_URLS,
      quality: config.QUALITY_URLS,
    },
    serviceSecret: config.SERVICE_SECRET,
    sessionHours: config.SESSION_HOURS,
    secureCookies: config.SECURE_COOKIES,
    trustProxy: config.TRUST_PROXY,
    openMetrics: config.OPEN_METRICS,
    requestsPerMinute: {
      actor: config.ACTOR_REQUESTS_PER_MINUTE,
      address: config.ADDRESS_REQUESTS_PER_MINUTE,
      customer: config.CUSTOMER_REQUESTS_PER_MINUTE,
    },
    firstUsers: password ? [{ name: 'admin', displayName: 'Administrator', password, roles: ['admin'] }] : [],
    demo: false,
  };
}
