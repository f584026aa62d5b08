import type { Network } from '../core/matching/network.js';
import type { Candidate } from '../core/matching/rank.js';
import { reasonText } from '../core/matching/reason-texts.js';
import { remedyText } from '../core/matching/remedy-texts.js';
import type { Rejection } from '../core/matching/rules.js';
import type { CandidateView, RejectedView } from './candidate.dto.js';

/** A candidate with the names that people know. */
export function candidateView(candidate: Candidate, index: number, network: Network): CandidateView {
  const { siteId, technicianId, level, startMs, finishMs, travelSeconds, travelMetres, score, terms } = candidate;
  return {
    rank: index + 1,
    siteId,
    siteName: network.site(siteId)?.name ?? '',
    technicianId,
    technicianName: network.technician(technicianId)?.name ?? '',
    level,
    start: new Date(startMs).toISOString(),
    finish: new Date(finishMs).toISOString(),
    travelSeconds,
    travelMetres,
    score,
    terms,
  };
}

/** A rejection in words, with what would make it possible. */
export function rejectedView(rejection: Rejection, network: Network): RejectedView {
  const { siteId, technicianId, rule } = rejection;
  const reason = reasonText(rejection);
  const remedy = remedyText(rejection);
  const technicianName = technicianId && network.technician(technicianId)?.name;
  return {
    siteId,
    siteName: network.site(siteId)?.name ?? '',
    ...(technicianId && { technicianId }),
    ...(technicianName && { technicianName }),
    rule,
    textEn: reason.en,
    textZh: reason.zh,
    remedyEn: remedy.en,
    remedyZh: remedy.zh,
  };
}
