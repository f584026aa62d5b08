import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { prepared } from '#common/database/prepared.js';
import { Transactions } from '#common/database/transactions.js';
import { findPossibleDuplicates } from '../core/duplicate.js';
import { isOpen } from '../core/request-status.js';
import type { RequestView } from './request.dto.js';
import type { ServiceRequest } from './service-request.entity.js';

const mostShown = 5;

type Candidate = Pick<ServiceRequest, 'id' | 'number' | 'status' | 'problem' | 'symptomCode' | 'openedAt'>;

/** Suggests open requests that may be the same as this one although nobody has said which unit it is about: agents decide. */
@Injectable()
export class PossibleDuplicates {
  constructor(private readonly transactions: Transactions) {}

  /** Nothing for those who may not read every request: a site must not learn of requests that others serve. */
  async of(request: ServiceRequest, caller: Actor): Promise<Pick<RequestView, 'possibleDuplicates'>> {
    if (!isOpen(request.status) || !readsAll(caller)) return {};
    const candidates = await this.transactions.run((manager) =>
      prepared<Candidate>(manager, sameNumberAndPlace, [request.id]),
    );
    const possibleDuplicates = findPossibleDuplicates(request, candidates)
      .slice(0, mostShown)
      .map(({ id, number, status, problem, openedAt }) => ({
        id,
        number,
        status,
        problem,
        openedAt: openedAt.toISOString(),
      }));
    return possibleDuplicates.length > 0 ? { possibleDuplicates } : {};
  }
}

function readsAll({ kind, roles, scopes, siteId }: Actor): boolean {
  if (siteId || (kind === 'key' && !scopes?.includes('requests:read'))) return false;
  return roles.some((role) => role === 'agent' || role === 'supervisor' || role === 'dispatcher' || role === 'admin');
}

/**
 * Numbers are compared by their last ten digits, shorter ones whole: so they stand in `search_term`. Bounded everywhere, for a number that half the
 * country has, and for a customer with thousands of units: the newest count. What is bounded is also looked up row by row, whatever PostgreSQL knows
 * of the table: as a join of the numbers it read all terms for each report until the table was first analysed.
 */
export const sameNumberAndPlace = `
  WITH mine AS (
    SELECT request.id, request.customer_id, request.category, request.asset_id, request.place,
      asset.serial_number IS NULL AND asset.external_id IS NULL AS unnamed
    FROM service_request request JOIN asset ON asset.id = request.asset_id WHERE request.id = $1),
  reached AS (
    SELECT customer_id FROM mine
    UNION
    SELECT other.customer_id FROM mine
      CROSS JOIN LATERAL (SELECT id FROM contact WHERE customer_id = mine.customer_id ORDER BY position LIMIT 10) own
      CROSS JOIN LATERAL (SELECT term FROM search_term WHERE source = own.id AND term ~ '^[0-9]{7,10}$' ORDER BY term LIMIT 5) number
      CROSS JOIN LATERAL (SELECT source FROM search_term WHERE term = number.term ORDER BY source DESC LIMIT 20) hit
      JOIN contact other ON other.id = hit.source)
  SELECT open.id, open.number, open.status, open.problem, open.symptom_code AS "symptomCode", open.opened_at AS "openedAt"
  FROM mine CROSS JOIN reached
    CROSS JOIN LATERAL (
      SELECT * FROM service_request request
      WHERE request.customer_id = reached.customer_id AND request.category = mine.category AND request.status NOT IN ('closed', 'cancelled')
      ORDER BY request.opened_at DESC, request.id DESC LIMIT 50) open
    JOIN asset ON asset.id = open.asset_id
  WHERE open.asset_id <> mine.asset_id AND (mine.unnamed OR asset.serial_number IS NULL AND asset.external_id IS NULL)
    AND (open.place->>'country', open.place->>'subdivision', open.place->>'locality')
      = (mine.place->>'country', mine.place->>'subdivision', mine.place->>'locality')
  ORDER BY open.opened_at DESC, open.id DESC LIMIT 20`;
