import { Injectable } from '@nestjs/common';
import { customerWith } from '#common/auth/customer.js';
import { Problem, type ProblemDocument, problems, type ProblemSlug } from '#common/http/problems.js';
import { Authenticator } from '../auth/authenticator.js';
import { traceHeaders, Upstreams } from '../forwarding/upstreams.js';
import type { ServiceName } from '../settings.js';
import type { ChooseWindow, CustomerWindow } from './customer-window.dto.js';

interface Question {
  service: ServiceName;
  method: 'GET' | 'POST';
  path: string;
  headers: Record<string, string>;
  body?: object;
}

/**
 * Lets customers choose their time. Dispatch knows no links: desk tells which order a link is of, and dispatch is asked about exactly that one, for an
 * actor that exists for this alone. Whose technician comes from where is kept from the answer.
 */
@Injectable()
export class CustomerWindows {
  constructor(
    private readonly upstreams: Upstreams,
    private readonly authenticator: Authenticator,
  ) {}

  async list(token: string | undefined): Promise<CustomerWindow[]> {
    const order = await this.orderOf(token);
    const path = `/api/v1/repair-orders/${order}/windows?days=7`;
    const windows = await this.ask<CustomerWindow[]>({
      service: 'dispatch',
      method: 'GET',
      path,
      headers: await this.asCustomer(token),
    });
    return windows.map(shown).toSorted((one, other) => (one.from < other.from ? -1 : 1));
  }

  async choose(token: string | undefined, { choiceId, from, to }: ChooseWindow): Promise<CustomerWindow> {
    const order = await this.orderOf(token);
    const headers = await this.asCustomer(token);
    const post = <T>(path: string, step: string, body: object) =>
      this.ask<T>({
        service: 'dispatch',
        method: 'POST',
        path: `/api/v1/${path}`,
        headers: { ...headers, 'idempotency-key': `${choiceId}-${step}` },
        body,
      });
    const hold = await post<CustomerWindow & { id: string }>(`repair-orders/${order}/window-hold`, 'hold', {
      from,
      to,
    });
    await post(`window-holds/${hold.id}/book`, 'book', {});
    return shown(hold);
  }

  /** The order of the link's request; what desk says against the link, it says to the customer. */
  private async orderOf(token: string | undefined): Promise<string> {
    const headers: Record<string, string> = token === undefined ? {} : { 'x-callout-link': token };
    const path = '/api/v1/customer-link';
    const seen = await this.ask<{ number: string; repairOrderId?: string }>({
      service: 'desk',
      method: 'GET',
      path,
      headers,
    });
    if (seen.repairOrderId) return seen.repairOrderId;
    throw new Problem('illegal-transition', `report ${seen.number} has nobody yet who could come: look again later`);
  }

  private async asCustomer(token = ''): Promise<Record<string, string>> {
    return { authorization: `Bearer ${await this.authenticator.tokenOf(customerWith(token))}` };
  }

  private async ask<T>({ service, method, path, headers, body }: Question): Promise<T> {
    const answer = await this.upstreams.ask(service, {
      method,
      path,
      headers: { ...headers, ...traceHeaders(), ...(body && { 'content-type': 'application/json' }) },
      body: body ? Buffer.from(JSON.stringify(body)) : null,
      repeatable: true, // a GET, or a POST with a key
    });
    const said = (await answer.body.json()) as unknown;
    if (answer.statusCode < 300) return said as T;
    throw refusal(said as ProblemDocument);
  }
}

const shown = ({ from, to }: CustomerWindow): CustomerWindow => ({ from, to });

/** What a service has refused, as the same problem of ours. */
function refusal({ type, detail, errors }: ProblemDocument): Problem {
  const slug = type.replace('/problems/', '');
  if (!(slug in problems)) return new Problem('internal');
  return new Problem(slug as ProblemSlug, detail, errors ? { errors } : {});
}
