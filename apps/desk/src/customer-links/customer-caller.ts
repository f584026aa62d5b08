import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { customerWith } from '#common/auth/customer.js';
import { linkTokenOf } from '#common/http/link-token.js';
import type { RequestWithActor } from '#common/http/policy.js';
import { currentContext } from '#common/runtime/context.js';

/**
 * Whoever comes with a link or a code acts as the customer, also an agent who is signed in. The service checks link and code itself before it does
 * anything; what is known of the caller here only keeps the idempotency keys of one link apart from those of another.
 */
@Injectable()
export class CustomerCaller implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<RequestWithActor>();
    const { code } = request.params as { code?: string };
    const actor = customerWith(linkTokenOf(request) ?? code ?? '');
    request.actor = actor;
    const work = currentContext();
    if (work) work.actor = actor;
    return true;
  }
}
