import { Agent, request } from 'node:http';

export interface Asked {
  method: 'GET' | 'POST';
  path: string;
  headers: Readonly<Record<string, string>>;
  body?: string;
}

/** Many callers, each with one connection of its own that stays open. */
export class OpenConnections {
  private readonly agents: Agent[];
  private turn = 0;

  constructor(
    private readonly url: string,
    count: number,
  ) {
    this.agents = Array.from(
      { length: count },
      () => new Agent({ keepAlive: true, maxSockets: 1, keepAliveMsecs: 60_000 }),
    );
  }

  /** Sends a request on every connection, so that all are open. */
  async openAll(asked: () => Asked): Promise<void> {
    for (let at = 0; at < this.agents.length; at += 50) {
      await Promise.all(this.agents.slice(at, at + 50).map(() => this.send(asked())));
    }
  }

  /** The status of the answer, read to its end; 0 if there is none. The connections take turns. */
  send({ method, path, headers, body }: Asked): Promise<number> {
    const agent = this.agents[this.turn++ % this.agents.length];
    return new Promise((resolve) => {
      const sent = request(
        `${this.url}${path}`,
        { ...(agent && { agent }), method, headers: { ...headers } },
        (answer) => {
          answer.resume();
          answer.once('end', () => resolve(answer.statusCode ?? 0));
          answer.once('error', () => resolve(0));
        },
      );
      sent.once('error', () => resolve(0));
      sent.end(body);
    });
  }

  close(): void {
    for (const agent of this.agents) agent.destroy();
  }
}
