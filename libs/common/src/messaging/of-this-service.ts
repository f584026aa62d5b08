import { applyDecorators, type CanActivate, type ExecutionContext, Injectable, UseGuards } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../http/problems.js';
import { serviceNames } from '../runtime/service-names.js';
import { MessagingOptions } from './messaging-options.js';

/** Lets only requests through whose `:service` is this one: the gateway hands on what names another, so what arrives here under a wrong name is a mistake. */
@Injectable()
class OfThisService implements CanActivate {
  constructor(private readonly options: MessagingOptions) {}

  canActivate(context: ExecutionContext): boolean {
    const { service = '' } = context
      .switchToHttp()
      .getRequest<FastifyRequest<{ Params: { service?: string } }>>().params;
    if (service === this.options.service) return true;
    const known = (serviceNames as readonly string[]).includes(service);
    const message = known
      ? `this is ${this.options.service}: ask the gateway for ${service}`
      : `must be one of ${serviceNames.join(', ')}`;
    throw new Problem('not-found', `service: ${message}`, { errors: [{ field: 'service', message }] });
  }
}

/** For controllers below `api/v1/services/:service`: documents the parameter, and answers 404 naming it where it is not the service that is asked. */
export const ForThisService = (description: string) =>
  applyDecorators(
    UseGuards(OfThisService),
    ApiParam({ name: 'service', description, schema: { type: 'string', enum: [...serviceNames] } }),
  );
