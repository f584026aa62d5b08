import { createHash } from 'node:crypto';
import type { Actor } from './actor.js';

/**
 * The customer who comes with a link or the code of an asset. Whoever lets this actor do something has checked the credential first. The id, made of its
 * digest, tells nobody the credential and keeps the idempotency keys of one link apart from those of another.
 */
export function customerWith(credential: string): Actor {
  const digest = createHash('sha256').update(credential).digest('hex');
  const id = digest.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
  // An agent's role: no site's, so that the customer's work is not kept to the rows of one.
  return { kind: 'key', id, name: 'Customer', roles: ['agent'], scopes: ['visits:read', 'visits:write'] };
}
