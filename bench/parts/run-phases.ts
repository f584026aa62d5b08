// Where the time of planning runs and of demand events goes: what the threads work on, and what PostgreSQL does meanwhile.
import type { Client } from 'pg';
import type { PlanningThreads } from '../../apps/inventory/src/planning-runs/planning-threads.js';

interface Phase {
  name: string;
  count: number;
  milliseconds: number;
}

/** PostgreSQL's own book of statements; costs a few percent, so figures are measured without it. */
export const countStatements = {
  shared_preload_libraries: 'pg_stat_statements',
  'pg_stat_statements.track_planning': 'on',
};

const mostShown = 12;

export class RunPhases {
  private readonly work = new Map<string, Phase>();

  constructor(
    private readonly client: Client,
    threads: PlanningThreads,
  ) {
    const ask = threads.ask.bind(threads);
    threads.ask = async (work, asked, signal) => {
      const started = performance.now();
      try {
        return await ask(work, asked, signal);
      } finally {
        const phase = this.work.get(work) ?? {
          name: `thread: ${work}, waiting for one included`,
          count: 0,
          milliseconds: 0,
        };
        this.work.set(work, {
          ...phase,
          count: phase.count + 1,
          milliseconds: phase.milliseconds + performance.now() - started,
        });
      }
    };
  }

  async begin(): Promise<void> {
    this.work.clear();
    await this.client.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
    await this.client.query('SELECT pg_stat_statements_reset()');
  }

  /** Prints what took the longest since it began. */
  async tell(title: string): Promise<void> {
    const { rows } = await this.client.query<Phase>(dearestStatements, [mostShown]);
    console.log(`\n${title}\n`);
    for (const { name, count, milliseconds } of [...this.work.values(), ...rows])
      console.log(`${milliseconds.toFixed(0).padStart(8)} ms ${String(count).padStart(7)} x  ${name}`);
  }
}

const dearestStatements = `
  SELECT left(regexp_replace(query, '\\s+', ' ', 'g'), 110) AS name, calls::integer AS count, total_exec_time + total_plan_time AS milliseconds
  FROM pg_stat_statements ORDER BY 3 DESC LIMIT $1`;
