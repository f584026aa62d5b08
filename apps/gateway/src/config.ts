import { Matches } from 'class-validator';
import { EnvironmentVariable } from '#common/runtime/config.js';
import { ServiceConfig } from '#common/runtime/service-config.js';
import { Flag, Optional, Text, Whole } from '#common/validation/fields.js';
import type { GatewaySettings } from './settings.js';

const urlList = () => Matches(/^https?:\/\/[^\s/]+$/, { each: true });
const allowedUrls = (port: number) => `a list such as http://10.0.0.1:${port},http://10.0.0.2:${port}`;

/** What the gateway reads from its environment when it runs alone. */
export class GatewayConfig extends ServiceConfig {
  @EnvironmentVariable('Where the instances of desk answer.', allowedUrls(3001))
  @urlList()
  DESK_URLS: string[] = ['http://localhost:3001'];

  @EnvironmentVariable('Where the instances of dispatch answer.', allowedUrls(3002))
  @urlList()
  DISPATCH_URLS: string[] = ['http://localhost:3002'];

  @EnvironmentVariable('Where the instances of inventory answer.', allowedUrls(3003))
  @urlList()
  INVENTORY_URLS: string[] = ['http://localhost:3003'];

  @EnvironmentVariable('Where the instances of quality answer.', allowedUrls(3004))
  @urlList()
  QUALITY_URLS: string[] = ['http://localhost:3004'];

  @EnvironmentVariable('Password of the user `admin`, who is made if there is none.', 'at least 10 characters', {
    secret: true,
  })
  @Optional()
  @Text(200, 10)
  ADMIN_PASSWORD?: string;

  @EnvironmentVariable('Hours after which somebody has to sign in again.', 'a whole number from 1 to 720')
  @Whole(1, 720)
  SESSION_HOURS = 12;

  @EnvironmentVariable('Whether browsers may send the session cookie over HTTPS only.', 'on or off')
  @Flag()
  SECURE_COOKIES = true;

  @EnvironmentVariable(
    'Whether the last address in X-Forwarded-For is the client: behind a proxy of yours only.',
    'on or off',
  )
  @Flag()
  TRUST_PROXY = false;

  @EnvironmentVariable('Requests a minute that one user or key may make.', 'a whole number from 1 to 1000000')
  @Whole(1, 1_000_000)
  REQUESTS_PER_MINUTE = 1_200;

  @EnvironmentVariable('Requests a minute that may come from one address.', 'a whole number from 1 to 1000000')
  @Whole(1, 1_000_000)
  REQUESTS_PER_MINUTE_PER_ADDRESS = 6_000;
}

export const settingsFrom = (config: GatewayConfig): GatewaySettings => ({
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
  requestsPerMinute: { actor: config.REQUESTS_PER_MINUTE, address: config.REQUESTS_PER_MINUTE_PER_ADDRESS },
  firstUsers: config.ADMIN_PASSWORD
    ? [{ name: 'admin', displayName: 'Administrator', password: config.ADMIN_PASSWORD, roles: ['admin'] }]
    : [],
  demo: false,
});
