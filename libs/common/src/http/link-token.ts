import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';

/** With which a customer shows a link; as it is written in documents and in problems. */
export const linkHeader = 'X-Callout-Link';

/** The token in the request's header; undefined without one, and for one that was sent twice. */
export function linkTokenOf({ headers }: Pick<FastifyRequest, 'headers'>): string | undefined {
  const token = headers[linkHeader.toLowerCase()];
  return typeof token === 'string' ? token : undefined;
}

const token = createParamDecorator((_: unknown, context: ExecutionContext) =>
  linkTokenOf(context.switchToHttp().getRequest<FastifyRequest>()),
);

/** The token of a customer's link: `see(@LinkToken() token: string | undefined)`. */
export const LinkToken = () => (target: object, method: string, index: number) => {
  token()(target, method, index);
  const descriptor = Object.getOwnPropertyDescriptor(target, method);
  if (descriptor)
    ApiHeader({ name: linkHeader, required: true, description: 'The token of a link' })(target, method, descriptor);
};
