import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Problem } from '#common/http/problems.js';
import { Authenticator } from '../auth/authenticator.js';
import { traceHeaders, Upstreams } from '../forwarding/upstreams.js';
import type { ServiceName } from '../settings.js';

/** Asks services on behalf of a caller who may. */
@Injectable()
export class ServiceQuestions {
  constructor(
    private readonly upstreams: Upstreams,
    private readonly authenticator: Authenticator,
  ) {}

  /** What a service answers to a GET under `/api/v1/services/<service>/`; 503 when it does not answer as it should. */
  async ask<T>(service: ServiceName, what: string, query: Record<string, string | undefined>, by: Actor): Promise<T> {
    const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
    const answer = await this.upstreams.ask(service, {
      method: 'GET',
      path: `/api/v1/services/${service}/${what}?${new URLSearchParams(given).toString()}`,
      headers: { authorization: `Bearer ${await this.authenticator.tokenOf(by)}`, ...traceHeaders() },
      body: null,
      repeatable: true,
    });
    const said = await answer.body.text();
    if (answer.statusCode === 200) return JSON.parse(said) as T;
    throw new Problem('service-unavailable', `${service} answered ${answer.statusCode} to ${what}: try again`, {
      retryAfterSeconds: 2,
    });
  }
}
