import { Matches } from 'class-validator';
import { EnvironmentVariable } from '#common/runtime/config.js';
import { Code, Optional, Text } from '#common/validation/fields.js';
import type { SingleSignOnSettings } from '../settings.js';

/** What the gateway reads from its environment of an OpenID provider, alone or with all services in one process. */
export class SingleSignOnConfig {
  @EnvironmentVariable(
    'OpenID provider at which people sign in (`/sign-on`); without it they have names and passwords here.',
    'its issuer: an https URL, or http on this machine',
  )
  @Optional()
  @Matches(/^(https:\/\/[^\s?#]+|http:\/\/(localhost|127\.0\.0\.1)(:\d+)?(\/[^\s?#]*)?)$/)
  OIDC_ISSUER?: string;

  @EnvironmentVariable('Client id of Callout at the provider.', 'as the provider gave it')
  @Optional()
  @Text(500)
  OIDC_CLIENT_ID?: string;

  @EnvironmentVariable('Secret of that client.', 'as the provider gave it', { secret: true })
  @Optional()
  @Text(500)
  OIDC_CLIENT_SECRET?: string;

  @EnvironmentVariable(
    'Where the provider sends people back: the address of this gateway, as registered at the provider.',
    'a URL that ends with /sign-on/callback',
  )
  @Optional()
  @Matches(/^https?:\/\/[^\s/?#]+\/sign-on\/callback$/)
  OIDC_REDIRECT_URL?: string;

  @EnvironmentVariable(
    'The claim that is the name of a user here; names have no @.',
    'a claim of the scopes openid and profile, such as preferred_username or sub',
  )
  @Code()
  OIDC_NAME_CLAIM = 'preferred_username';
}

/** Nothing, or all of it. Throws one sentence with what is missing. */
export function singleSignOnFrom(config: SingleSignOnConfig): SingleSignOnSettings | undefined {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_REDIRECT_URL, OIDC_NAME_CLAIM: nameClaim } = config;
  const given = { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_REDIRECT_URL };
  const missing = Object.entries(given).filter(([, value]) => value === undefined);
  if (missing.length === Object.keys(given).length) return undefined;
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET || !OIDC_REDIRECT_URL)
    throw new Error(`single sign-on needs ${missing.map(([name]) => name).join(', ')} too: give all of them or none`);
  return {
    issuer: OIDC_ISSUER,
    clientId: OIDC_CLIENT_ID,
    clientSecret: OIDC_CLIENT_SECRET,
    redirectUrl: OIDC_REDIRECT_URL,
    nameClaim,
  };
}
