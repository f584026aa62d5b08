import { Injectable } from '@nestjs/common';
import { type Actor, type Role, type Scope, systemActor } from '#common/auth/actor.js';
import { signActor } from '#common/auth/service-token.js';
import { Transactions } from '#common/database/transactions.js';
import { prepared } from '#common/database/prepared.js';
import { uuidv7 } from '#common/database/uuid.js';
import { runInContext } from '#common/runtime/context.js';
import { GatewaySettings } from '../settings.js';
import type { Credentials } from './credentials.js';
import { digestOf } from './secrets.js';

/** How long what the database said is believed: a revocation in another instance works after this time at the latest. */
const believedMilliseconds = 5_000;
/** A token for the services is valid for a minute and used for half of it. */
const tokenMilliseconds = 30_000;
const mostEntries = 20_000;

interface Known {
  actor: Actor | undefined;
  checkedAt: number;
}

type ActorRow = Omit<Actor, 'siteId' | 'technicianId' | 'scopes'> & {
  siteId: string | null;
  technicianId: string | null;
  scopes: Scope[] | null;
};

/** Finds out who is calling: sessions and API keys against the database, remembered for a few seconds. */
@Injectable()
export class Authenticator {
  private readonly known = new Map<string, Known>();
  private readonly tokens = new WeakMap<Actor, { text: Promise<string>; signedAt: number }>();

  constructor(
    private readonly transactions: Transactions,
    private readonly settings: GatewaySettings,
  ) {}

  /** The actor behind these credentials, undefined if they are wrong, expired or revoked. */
  async actorOf(credentials: Credentials): Promise<Actor | undefined> {
    if (credentials.kind === 'unreadable') return undefined;
    const hash = digestOf(credentials.kind === 'session' ? credentials.token : credentials.secret);
    const cacheKey = `${credentials.kind} ${credentials.kind === 'key' ? credentials.id : ''} ${hash.toString('base64')}`;
    const known = this.known.get(cacheKey);
    if (known && Date.now() - known.checkedAt < believedMilliseconds) return known.actor;
    const actor = await this.look(credentials, hash);
    return this.remember(cacheKey, known?.actor, actor);
  }

  /** The signed token with which services recognise the actor. */
  tokenOf(actor: Actor): Promise<string> {
    const held = this.tokens.get(actor);
    if (held && Date.now() - held.signedAt < tokenMilliseconds) return held.text;
    const text = signActor(actor, this.settings.serviceSecret);
    this.tokens.set(actor, { text, signedAt: Date.now() });
    return text;
  }

  /** Asks the database again at the next request of this user or key: call it when it was changed or revoked. */
  forgetActor(id: string): void {
    for (const [key, { actor }] of this.known) if (actor?.id === id) this.known.delete(key);
  }

  /** The same object as before while nothing has changed, so that its token stays in use. */
  private remember(cacheKey: string, before: Actor | undefined, found: Actor | undefined): Actor | undefined {
    const actor = before && JSON.stringify(before) === JSON.stringify(found) ? before : found;
    this.known.delete(cacheKey);
    this.known.set(cacheKey, { actor, checkedAt: Date.now() });
    const [oldest] = this.known.keys();
    if (this.known.size > mostEntries && oldest !== undefined) this.known.delete(oldest);
    return actor;
  }

  private async look(credentials: Credentials, hash: Buffer): Promise<Actor | undefined> {
    const [row] = await runInContext({ actor: systemActor, correlationId: uuidv7() }, () =>
      this.transactions.run((manager) =>
        credentials.kind === 'key'
          ? prepared<ActorRow>(manager, keyQuery, [credentials.id, hash])
          : prepared<ActorRow>(manager, sessionQuery, [hash]),
      ),
    );
    return row && toActor(row);
  }
}

const sessionQuery = `
  SELECT 'user' AS kind, u.id, u.display_name AS name, u.roles, u.site_id AS "siteId", u.technician_id AS "technicianId", NULL AS scopes
  FROM session s JOIN user_account u ON u.id = s.user_id
  WHERE s.token_hash = $1 AND s.expires_at > clock_timestamp() AND u.active`;

/** Notes the use at most once a minute. */
const keyQuery = `
  WITH used AS (
    UPDATE api_key SET last_used_at = clock_timestamp()
    WHERE id = $1 AND secret_hash = $2 AND revoked_at IS NULL
      AND (last_used_at IS NULL OR last_used_at < clock_timestamp() - interval '1 minute')
  )
  SELECT 'key' AS kind, id, name, ARRAY[role] AS roles, site_id AS "siteId", NULL AS "technicianId", scopes
  FROM api_key WHERE id = $1 AND secret_hash = $2 AND revoked_at IS NULL`;

function toActor({ kind, id, name, roles, siteId, technicianId, scopes }: ActorRow): Actor {
  return {
    kind,
    id,
    name,
    roles: roles satisfies readonly Role[],
    ...(siteId && { siteId }),
    ...(technicianId && { technicianId }),
    ...(scopes && { scopes }),
  };
}
