import { placeIn } from '../../apps/standalone/src/demo/world/gazetteer.js';
import { type Names, namesOf } from '../../apps/standalone/src/demo/world/names.js';
import { hash32, randomFor } from '../../apps/standalone/src/demo/world/random.js';
import { type Agenda, roundedUp } from '../agenda.js';
import { type Api, ApiError } from '../api.js';
import type { StreamedFact } from '../event-stream.js';
import type { RepairRecord } from '../records.js';
import type { TownPlan } from '../towns.js';
import type { WorldOutside } from '../world-outside.js';
import { count } from './simulator.js';

const minute = 60_000;
const channels = ['phone', 'phone', 'phone', 'web', 'web', 'mail', 'qr', 'mobile'] as const;

interface Needs {
  world: WorldOutside;
  agenda: Agenda;
  counts: Map<string, number>;
  api: Api;
  towns: TownPlan;
  seed: number;
  reported: (requestId: string, recordId: string) => void;
}

interface CallBack {
  id: string;
  status: string;
  after: string;
  version: number;
}

interface StatusChanged {
  requestId: string;
  status: string;
  previousStatus: string;
  version: number;
}

/** The people of the records. */
export class Customers {
  /** The time from the report's sending to its answer, in real milliseconds. */
  private readonly calls = new Map<string, number>();

  private constructor(
    private readonly needs: Needs,
    private readonly names: Names,
    readonly timeZone: string,
  ) {}

  static async of(needs: Needs): Promise<Customers> {
    const { world, towns, seed } = needs;
    const [first] = world.records;
    const town = first ? towns.townOfRecord(first) : undefined;
    const names = await namesOf(world.country, hash32(seed, 'customers of the records'));
    return new Customers(needs, names, town ? placeIn(town).timeZone : 'UTC');
  }

  /** Reports the record as a new customer with a unit of its category, and asks for a visit. */
  async report(record: RepairRecord): Promise<void> {
    const { api, counts, reported } = this.needs;
    const request = await api.post<{ id: string; intake: string }>('/requests', this.bodyOf(record), {
      idempotencyKey: `report-${record.id}`,
    });
    count(counts, `requests: ${request.intake}`);
    this.needs.world.reported(request.id, record.id);
    reported(request.id, record.id);
  }

  private bodyOf(record: RepairRecord): object {
    const { towns, agenda, seed } = this.needs;
    const random = randomFor(seed, 'customer', record.id);
    const place = placeIn(towns.townOfRecord(record), random.normal() * 1_500, random.normal() * 1_500);
    const ageYears = record.ageYears ?? random.real() ** 1.3 * 8;
    return {
      externalId: record.id,
      channel: random.pick(channels),
      customer: {
        name: this.names.person(),
        language: this.names.language,
        phone: this.names.phone(),
        address: { street: this.names.street(), place },
      },
      asset: {
        category: record.categoryCode,
        installedAt: new Date(agenda.now - ageYears * 365 * 86_400_000).toISOString(),
      },
      problem: record.problem,
      visit: true,
    };
  }

  /** The work is done, or cannot be: the desk will call. */
  hear({ type, data, occurredAt }: StreamedFact): void {
    const { requestId, status, version } = data as unknown as StatusChanged;
    const { world, seed, agenda } = this.needs;
    const behind = world.behind(requestId);
    if (type !== 'desk.request.status-changed.v1' || status !== 'callback_due' || !behind) return;
    const random = randomFor(seed, 'call', behind.record.id, version);
    const called = roundedUp(Math.max(agenda.now, Date.parse(occurredAt)) + random.whole(20, 180) * minute);
    agenda.add(called, () => this.answerCall(requestId, behind.record));
  }

  private async answerCall(requestId: string, record: RepairRecord): Promise<void> {
    const { api, counts, seed } = this.needs;
    const calls = (this.calls.get(requestId) ?? 0) + 1;
    this.calls.set(requestId, calls);
    const { items } = await api.get<{ items: CallBack[] }>(`/call-backs?requestId=${requestId}&status=due`);
    const [due] = items;
    if (!due) return count(counts, 'call-backs: none was due');
    const answer = answerOf(seed, record.id, calls, due.after);
    try {
      await api.post(`/call-backs/${due.id}/answer`, answer, {
        idempotencyKey: `answer-${due.id}`,
        version: due.version,
      });
      count(counts, answer.satisfied ? 'call-backs: satisfied' : 'call-backs: not satisfied');
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 409) throw error;
      count(counts, 'call-backs: answered by somebody else');
    }
  }
}

/** One in twenty-five finds it broken again the first time; nobody does so for ever. */
function answerOf(seed: number, recordId: string, calls: number, after: string) {
  const random = randomFor(seed, 'answer to call', recordId, calls);
  const satisfied = after !== 'completed' || calls > 2 || random.chance(0.96);
  return {
    satisfied,
    quality: satisfied ? random.pick([4, 5, 5]) : random.pick([1, 2]),
    punctuality: random.pick([3, 4, 5, 5]),
    attitude: random.pick([3, 4, 5, 5]),
    timesConfirmed: random.chance(0.97),
    workConfirmed: random.chance(0.98),
  };
}
