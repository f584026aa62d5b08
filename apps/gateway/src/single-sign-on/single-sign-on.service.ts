import { Injectable } from '@nestjs/common';
import { jwtVerify, SignJWT } from 'jose';
import * as oidc from 'openid-client';
import { Problem } from '#common/http/problems.js';
import { logger } from '#common/runtime/logger.js';
import { GatewaySettings, type SingleSignOnSettings } from '../settings.js';

const scope = 'openid profile';
const providerSeconds = 10;
const tokenIssuer = 'callout-sign-on';
/** So long may somebody take at the provider. */
export const attemptMinutes = 10;

/** What only the browser that began may end with. */
interface Attempt {
  state: string;
  nonce: string;
  verifier: string;
  /** The page of ours that was asked for. */
  next: string;
}

/** Signing in at an OpenID provider: authorization code with PKCE, state and nonce. Who may sign in is decided here, by the name of a user. */
@Injectable()
export class SingleSignOn {
  private provider: Promise<oidc.Configuration> | undefined;

  constructor(private readonly settings: GatewaySettings) {}

  get isOffered(): boolean {
    return this.settings.singleSignOn !== undefined;
  }

  /** Where to send the browser, and what it must bring back: a signed token for a cookie. */
  async begin(next: string): Promise<{ url: URL; attempt: string }> {
    const { redirectUrl } = this.given();
    const provider = await this.discovered();
    const attempt = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier: oidc.randomPKCECodeVerifier(),
      next,
    };
    const url = oidc.buildAuthorizationUrl(provider, {
      redirect_uri: redirectUrl,
      scope,
      state: attempt.state,
      nonce: attempt.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(attempt.verifier),
      code_challenge_method: 'S256',
    });
    return { url, attempt: await this.sign(attempt) };
  }

  /** The name that the provider gives for who has come back, and where to go on. `query`: of the callback. 403 when it does not fit what was begun. */
  async finish(query: string, token: string | undefined): Promise<{ name: string; next: string }> {
    const { redirectUrl, nameClaim } = this.given();
    const attempt = token === undefined ? undefined : await this.verify(token);
    if (!attempt)
      throw new Problem('forbidden', `the sign-in was not begun here, or more than ${attemptMinutes} minutes ago`);
    const provider = await this.discovered();
    const answer = await oidc
      .authorizationCodeGrant(provider, new URL(`${redirectUrl}?${query}`), {
        expectedState: attempt.state,
        expectedNonce: attempt.nonce,
        pkceCodeVerifier: attempt.verifier,
        idTokenExpected: true,
      })
      .catch((error: unknown) => {
        logger.warn({ reason: String(error) }, 'a sign-in at the provider failed');
        throw new Problem('forbidden', 'the provider did not confirm the sign-in: begin again');
      });
    const claims = answer.claims();
    if (!claims) throw new Problem('forbidden', 'the provider sent no ID token');
    const known =
      claims[nameClaim] === undefined ? await oidc.fetchUserInfo(provider, answer.access_token, claims.sub) : claims;
    return { name: nameIn(known, nameClaim), next: attempt.next };
  }

  private given(): SingleSignOnSettings {
    const { singleSignOn } = this.settings;
    if (!singleSignOn) throw new Problem('not-found', 'no single sign-on is set up here');
    return singleSignOn;
  }

  /** Read once; again after a failure. */
  private discovered(): Promise<oidc.Configuration> {
    return (this.provider ??= this.discover());
  }

  private async discover(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret } = this.given();
    const isPlain = issuer.startsWith('http:'); // on this machine alone: the configuration sees to it
    try {
      return await oidc.discovery(new URL(issuer), clientId, clientSecret, undefined, {
        timeout: providerSeconds,
        ...(isPlain && { execute: [oidc.allowInsecureRequests] }),
      });
    } catch (error) {
      this.provider = undefined;
      logger.warn({ issuer, reason: String(error) }, 'the OpenID provider does not answer');
      throw new Problem('service-unavailable', 'the sign-in of your company does not answer: try again in a moment', {
        retryAfterSeconds: 5,
      });
    }
  }

  private sign(attempt: Attempt): Promise<string> {
    return new SignJWT({ attempt })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(tokenIssuer)
      .setExpirationTime(`${attemptMinutes}m`)
      .sign(this.key());
  }

  private async verify(token: string): Promise<Attempt | undefined> {
    try {
      const { payload } = await jwtVerify(token, this.key(), { issuer: tokenIssuer, algorithms: ['HS256'] });
      return payload['attempt'] as Attempt;
    } catch {
      return undefined;
    }
  }

  private key = () => new TextEncoder().encode(this.settings.serviceSecret);
}

function nameIn(claims: Readonly<Record<string, unknown>>, claim: string): string {
  const name = claims[claim];
  if (typeof name !== 'string' || name === '')
    throw new Problem('forbidden', `the provider says nothing of ${claim}: it must be a claim of openid or profile`);
  return name;
}
