import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { Actor } from '../auth/actor.js';
import type { RequestWithActor } from './policy.js';
import { faultOf, invalid, Problem } from './problems.js';

/** The actor of the request: `accept(@Caller() caller: Actor)`. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<RequestWithActor>();
  if (!actor) throw new Problem('not-signed-in', 'send a session cookie or an API key');
  return actor;
});

const ifMatchHeader = {
  name: 'If-Match',
  required: false,
  description: 'The ETag you saw; 428 when missing, 412 when stale',
  schema: { type: 'string', example: '"3"' },
} as const;

const versionSeen = createParamDecorator((_: unknown, context: ExecutionContext): number | undefined => {
  const header = context.switchToHttp().getRequest<RequestWithActor>().headers['if-match'];
  if (header === undefined) return undefined;
  const match = /^(?:W\/)?"(\d{1,9})"$/.exec(header);
  if (!match)
    throw invalid(ifMatchHeader.name, `must be the ETag of an answer such as "3", not '${header.slice(0, 64)}'`);
  return Number(match[1]);
});

/** The version in `If-Match`, or undefined when the header is missing; see `requireVersion`. */
export const IfMatch = () => (target: object, method: string, index: number) => {
  versionSeen()(target, method, index);
  const descriptor = Object.getOwnPropertyDescriptor(target, method);
  if (descriptor) ApiHeader(ifMatchHeader)(target, method, descriptor);
};

/** Call after the state has been checked: a forbidden transition answers 409 even with a stale version. */
export function requireVersion(present: number, seen: number | undefined): void {
  if (seen === undefined) {
    const message = `is missing: send the version that you saw, the present one is "${present}"`;
    throw faultOf('version-missing', ifMatchHeader.name, message);
  }
  if (seen !== present) {
    throw new Problem('stale-version', `you saw version "${seen}", the present one is "${present}": read it again`, {
      version: present,
    });
  }
}
