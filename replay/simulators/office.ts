import { type Agenda, roundedUp } from '../agenda.js';
import { type Api, ApiError } from '../api.js';
import type { StreamedFact } from '../event-stream.js';
import { randomFor } from '../../apps/standalone/src/demo/world/random.js';
import { count } from './simulator.js';

const minute = 60_000;

interface OfferCountered {
  offerId: string;
  version: number;
}

interface Offer {
  id: string;
  status: string;
  version: number;
}

interface Proposal {
  id: string;
  version: number;
}

const mostAtOnce = 200;

/** The manufacturer's office: a dispatcher who answers counter-offers and a planner who approves what should be ordered. */
export class Office {
  constructor(
    private readonly seed: number,
    private readonly agenda: Agenda,
    private readonly dispatch: Api,
    private readonly planning: Api,
    private readonly counts: Map<string, number>,
  ) {}

  hear({ type, data }: StreamedFact): void {
    if (type !== 'dispatch.offer.countered.v1') return;
    const { offerId, version } = data as unknown as OfferCountered;
    this.agenda.add(roundedUp(this.agenda.now + 15 * minute), () => this.answerCounter(offerId, version));
  }

  private async answerCounter(offerId: string, version: number): Promise<void> {
    const offer = await this.dispatch.get<Offer>(`/offers/${offerId}`);
    if (offer.status !== 'countered') return count(this.counts, 'counter-offers: taken by rule');
    const takes = randomFor(this.seed, 'counter', offerId).chance(0.6);
    const path = takes ? 'take-counter' : 'refuse';
    try {
      await this.dispatch.post(`/offers/${offerId}/${path}`, takes ? {} : { reason: 'too late for the customer' }, {
        idempotencyKey: `${path}-${offerId}`,
        version: Math.max(version, offer.version),
      });
      count(this.counts, takes ? 'counter-offers: taken' : 'counter-offers: refused');
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 409) throw error;
      count(this.counts, 'counter-offers: answered too late');
    }
  }

  /** Approves what is proposed, two hundred at once as a planner does, now and every four hours from then on. */
  async reviewProposals(until: number): Promise<void> {
    for (let round = 1; ; round += 1) {
      const { items } = await this.planning.get<{ items: Proposal[] }>(`/proposals?status=open&limit=${mostAtOnce}`);
      const approved = items.length > 0 ? await this.approve(items, round) : 0;
      if (approved === 0 || items.length < mostAtOnce) break;
    }
    const next = roundedUp(this.agenda.now + 240 * minute);
    if (next < until) this.agenda.add(next, () => this.reviewProposals(until));
  }

  private async approve(proposals: readonly Proposal[], round: number): Promise<number> {
    const { totals } = await this.planning.post<{ totals: { approved: number } }>(
      '/proposals/approve',
      { proposals: proposals.map(({ id, version }) => ({ id, version })) },
      { idempotencyKey: `approve-${this.agenda.now}-${round}` },
    );
    count(this.counts, 'proposals: approved', totals.approved);
    return totals.approved;
  }
}
