import { demoPassword } from '../apps/standalone/src/demo/world/users.js';
import { Agenda } from './agenda.js';
import { Api, bearer, signIn } from './api.js';
import { ClockDriver } from './clock-driver.js';
import { EventStream } from './event-stream.js';
import { keyOf, readKeys } from './keys.js';
import type { ReplayOptions } from './options.js';
import { Progress } from './progress.js';
import type { SimulatorSettings } from './protocol.js';
import { SimulatorProcess } from './simulator-process.js';
import { Office } from './simulators/office.js';

export interface ReplayRun {
  /** Business time at the end. */
  now: number;
  seconds: number;
  moves: number;
  counts: Map<string, number>;
  failures: Map<string, number>;
  interrupted: boolean;
}

const dayMilliseconds = 86_400_000;
/** After the last report everything should be over within this time. */
const tailDays = 21;

/** Lets the records happen to the server: drives its clock, and the simulators that play sites, customers and office. */
export class Replay {
  constructor(
    private readonly url: string,
    private readonly keysFile: string,
    private readonly options: ReplayOptions,
    private readonly recordIds: readonly string[],
    /** Stops it at the next minute of the clock that is done. */
    private readonly interruption: AbortSignal,
  ) {}

  async run(): Promise<ReplayRun> {
    const [admin, dispatch, planning] = await Promise.all(
      ['admin', 'dispatcher', 'planner'].map((name) => this.session(name)),
    );
    if (!admin || !dispatch || !planning) throw new Error('the demo accounts cannot sign in');
    await this.refuseSecondRun();
    const counts = new Map<string, number>();
    const agenda = new Agenda();
    const office = new Office(this.options.seed, agenda, dispatch.api, planning.api, counts);
    const stream = new EventStream(this.url, dispatch.headers, ['dispatch.offer.countered'], (fact) =>
      office.hear(fact),
    );
    await stream.open();
    const probe = new ClockDriver(admin.api, []);
    const startsAt = await probe.begin();
    const simulators = await this.startSimulators(startsAt);
    const until = startsAt + ((this.options.days * 7) / 5 + tailDays) * dayMilliseconds;
    agenda.add(startsAt + 9 * 3_600_000, () => office.reviewProposals(until));
    const officeActor = {
      runUntil: async (now: number) => ({
        done: await agenda.runDue(now),
        ...(agenda.nextAt !== undefined && { nextAt: agenda.nextAt }),
      }),
    };
    const driver = new ClockDriver(admin.api, [...simulators, officeActor]);
    await driver.begin();
    const began = performance.now();
    try {
      await this.drive(driver, simulators, admin.api, until);
    } finally {
      stream.close();
      await Promise.all(simulators.map((simulator) => simulator.stop()));
      await Promise.all([admin, dispatch, planning].map(({ api }) => api.close()));
    }
    for (const { last } of simulators) add(counts, last?.counts);
    const failures = new Map(agenda.failures);
    for (const { last } of simulators) add(failures, last?.failures);
    return {
      now: driver.now,
      seconds: (performance.now() - began) / 1_000,
      moves: driver.moves,
      counts,
      failures,
      interrupted: this.interruption.aborted,
    };
  }

  private async drive(
    driver: ClockDriver,
    simulators: readonly SimulatorProcess[],
    admin: Api,
    until: number,
  ): Promise<void> {
    const progress = new Progress(this.recordIds.length);
    await driver.run(async () => {
      const closed = countedBy(simulators, 'call-backs: satisfied');
      progress.show(countedBy(simulators, 'requests: opened'), closed, driver.now, `${driver.moves} moves`);
      const outside = simulators.some(({ last }) => last?.nextAt !== undefined);
      if (this.interruption.aborted || driver.now >= until) return true;
      return !outside && (await openOrders(admin)) === 0;
    });
    progress.end();
  }

  private async startSimulators(startsAt: number): Promise<SimulatorProcess[]> {
    const { file, seed, limit, assign, days } = this.options;
    const demoSeed = readKeys(this.keysFile).seed;
    const settings: SimulatorSettings = {
      url: this.url,
      file,
      keysFile: this.keysFile,
      seed,
      demoSeed,
      limit,
      assign,
      startsAt,
      days,
    };
    const sites = await SimulatorProcess.start('site-simulator', settings, () => undefined);
    const customers = await SimulatorProcess.start('customer-simulator', settings, (reported) => sites.send(reported));
    return [sites, customers];
  }

  private async session(name: string): Promise<{ api: Api; headers: Record<string, string> }> {
    const headers = await signIn(this.url, name, demoPassword);
    return { headers, api: new Api(this.url, headers, 4) };
  }

  /** A record that is known already was reported by an earlier run: never twice. */
  private async refuseSecondRun(): Promise<void> {
    const api = new Api(this.url, bearer(keyOf(readKeys(this.keysFile), 'agent')), 1);
    const first = this.recordIds[0] ?? '';
    const { items } = await api.get<{ items: { externalId?: string }[] }>(
      `/requests?limit=5&search=${encodeURIComponent(first)}`,
    );
    await api.close();
    if (items.some(({ externalId }) => externalId === first)) {
      throw new Error(
        `the record ${first} is known to this server: a replay has run here already and would report everything twice. Use an empty state folder`,
      );
    }
  }
}

const countedBy = (simulators: readonly SimulatorProcess[], name: string) =>
  simulators.reduce((sum, { last }) => sum + (last?.counts[name] ?? 0), 0);

interface Summary {
  statuses: { name: string; orders: number }[];
}

/** The summary of the board leaves out what has ended. */
async function openOrders(admin: Api): Promise<number> {
  const { statuses } = await admin.get<Summary>('/board/summary');
  return statuses.reduce((sum, { orders }) => sum + orders, 0);
}

function add(sums: Map<string, number>, counts: Readonly<Record<string, number>> = {}): void {
  for (const [name, number] of Object.entries(counts)) sums.set(name, (sums.get(name) ?? 0) + number);
}
