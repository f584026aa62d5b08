import { applyDecorators, type CanActivate, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiExtension } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Actor, Role, Scope } from '../auth/actor.js';
import { Problem } from './problems.js';

export interface RoutePolicy {
  /** Who may call; `admin` always may. */
  roles: readonly Role[];
  /** What an API key must have been given; a route without a scope is not for keys. */
  scope?: Scope;
}

export const policyKey = 'callout:policy';

/** The policy of a route. A route without one is refused at start-up. */
export const Policy = (policy: RoutePolicy) =>
  applyDecorators(SetMetadata(policyKey, policy), ApiExtension('x-policy', policy));

/** A route for everybody, with the reason why that is right. */
export const OpenToAll = (reason: string) =>
  applyDecorators(SetMetadata(policyKey, { open: reason }), ApiExtension('x-policy', { open: reason }));

/** Whether this actor may call a route with this policy. */
export function allows(policy: RoutePolicy, actor: Actor): boolean {
  const byRole = actor.roles.includes('admin') || policy.roles.some((role) => actor.roles.includes(role));
  if (!byRole) return false;
  return actor.kind !== 'key' || (policy.scope !== undefined && (actor.scopes ?? []).includes(policy.scope));
}

export interface RequestWithActor extends FastifyRequest {
  actor?: Actor;
}

/** Denies by default: no policy, no actor or no matching role ends here. The actor was put on the request by the app's hook. */
@Injectable()
export class PolicyGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    const policy = this.reflector.get<(RoutePolicy & { open?: string }) | undefined>(policyKey, context.getHandler());
    if (policy?.open) return true;
    const { actor } = context.switchToHttp().getRequest<RequestWithActor>();
    if (!actor) throw new Problem('not-signed-in', 'send a session cookie or an API key');
    if (!policy || !allows(policy, actor))
      throw new Problem('forbidden', `your roles (${actor.roles.join(', ')}) do not allow this`);
    return true;
  }
}
