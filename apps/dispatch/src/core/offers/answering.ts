import type { Priority } from '#common/events/lists.js';
import { type AnswerSketch, quantileOf, weightOf } from './answer-sketch.js';

/** What has come of a site's offers; numbers of offers, of which old ones count less. Withdrawn ones tell nothing of the site. */
export interface OfferHistory {
  accepted: number;
  /** By the site, or its counter-offer was not taken. */
  declined: number;
  expired: number;
  /** Minutes of the site's opening hours until it answered, whatever it answered. */
  answers: AnswerSketch;
}

/** How a site is expected to answer its next offer. */
export interface Answering {
  /** Chances of 0..1; what is left to one is that it accepts. */
  declined: number;
  expired: number;
  /** Half of its answers come within so many minutes of its opening hours; missing while too few are known. */
  usualMinutes?: number;
  /** Within so many minutes come as many answers as an order of this priority waits for; missing while too few are known. */
  enoughMinutes?: Readonly<Record<Priority, number>>;
}

/** The more urgent an order, the fewer of the slower answers it waits for. */
const waitedFor: Record<Priority, number> = { low: 0.95, normal: 0.9, high: 0.8, urgent: 0.7 };

interface Shares {
  declined: number;
  expired: number;
}

/** What is thought of a network that nothing is known of yet, and as how many offers that counts. */
const assumed: Shares = { declined: 0.12, expired: 0.08 };
const assumedOffers = 10;
/** The network's mean counts as so many offers of a site. */
const networkOffers = 20;
/** Fewer answers than that measure nothing. */
const enoughAnswers = 20;

/** A site that nothing is known of, in a network that nothing is known of. */
export const unknownAnswering: Answering = assumed;

/**
 * How each site of a network is expected to answer: its own shares, drawn towards the network's mean the more the less is known of it, and quantiles of
 * its answer times. The mean of a Dirichlet posterior whose prior has the network's shares (Gelman et al., Bayesian Data Analysis, 3rd ed., 3.4 and 5.3).
 */
export function answeringOf(histories: ReadonlyMap<string, OfferHistory>): (siteId: string) => Answering {
  const all = { accepted: 0, declined: 0, expired: 0 };
  for (const { accepted, declined, expired } of histories.values()) {
    all.accepted += accepted;
    all.declined += declined;
    all.expired += expired;
  }
  const network = drawnTowards(assumed, assumedOffers, all);
  const sites = new Map<string, Answering>(
    [...histories].map(([id, history]) => [
      id,
      { ...drawnTowards(network, networkOffers, history), ...answerTimes(history) },
    ]),
  );
  return (id) => sites.get(id) ?? network;
}

function drawnTowards(
  mean: Shares,
  weight: number,
  { accepted, declined, expired }: Omit<OfferHistory, 'answers'>,
): Shares {
  const offers = accepted + declined + expired + weight;
  return {
    declined: (declined + weight * mean.declined) / offers,
    expired: (expired + weight * mean.expired) / offers,
  };
}

function answerTimes({ answers }: OfferHistory): Pick<Answering, 'usualMinutes' | 'enoughMinutes'> {
  if (weightOf(answers) < enoughAnswers) return {};
  const within = (priority: Priority) => quantileOf(answers, waitedFor[priority]);
  return {
    usualMinutes: quantileOf(answers, 0.5),
    enoughMinutes: { low: within('low'), normal: within('normal'), high: within('high'), urgent: within('urgent') },
  };
}
