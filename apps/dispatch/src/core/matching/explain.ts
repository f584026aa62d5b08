import type { Candidate } from './rank.js';
import type { Term } from './terms.js';

/** One term of two candidates. */
export interface Difference {
  chosen: Term;
  other: Term;
  /** What the other would cost more in this term, in minutes; negative: less. */
  minutes: number;
}

/** Why one candidate rather than another. */
export interface Comparison {
  /** What the other would cost more altogether, in minutes; negative: less. */
  minutes: number;
  /** Terms in which they differ, the largest difference first. Their sum is `minutes`. */
  differences: Difference[];
}

/** Costs are kept to a thousandth of a minute. */
const rounded = (minutes: number) => Math.round(minutes * 1000) / 1000;

/** Compares two candidates of one ranking term by term. */
export function compare(chosen: Pick<Candidate, 'terms'>, other: Pick<Candidate, 'terms'>): Comparison {
  const others = new Map(other.terms.map((term) => [term.term, term]));
  const differences = chosen.terms.flatMap((own) => {
    const theirs = others.get(own.term);
    if (!theirs) return [];
    const minutes = rounded(theirs.costMinutes - own.costMinutes);
    return minutes === 0 ? [] : [{ chosen: own, other: theirs, minutes }];
  });
  differences.sort((one, another) => Math.abs(another.minutes) - Math.abs(one.minutes));
  return { minutes: rounded(differences.reduce((sum, { minutes }) => sum + minutes, 0)), differences };
}

/** Who of a ranking was taken: the technician himself, or the best of the site when only the site is known. */
export function chosenOf(
  candidates: readonly Candidate[],
  { siteId, technicianId }: { siteId: string | null; technicianId: string | null },
): Candidate | undefined {
  const ofTechnician = technicianId && candidates.find((candidate) => candidate.technicianId === technicianId);
  return ofTechnician || candidates.find((candidate) => technicianId === null && candidate.siteId === siteId);
}
