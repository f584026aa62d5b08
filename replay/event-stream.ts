import { setTimeout as pause } from 'node:timers/promises';
import { Agent, request } from 'undici';

/** A fact of the live stream. */
export interface StreamedFact<T = Record<string, unknown>> {
  id: string;
  type: string;
  key: string;
  occurredAt: string;
  data: T;
}

const patient = new Agent({ bodyTimeout: 0, headersTimeout: 30_000, pipelining: 0 });

/** Listens to the live stream until it is closed; comes back by itself after a break, with the last id, so that nothing is missed. */
export class EventStream {
  private lastId: string | undefined;
  private readonly stopping = new AbortController();

  constructor(
    private readonly url: string,
    private readonly headers: Readonly<Record<string, string>>,
    private readonly types: readonly string[],
    private readonly onFact: (fact: StreamedFact) => void,
  ) {}

  /** Resolves when the stream is open for the first time. */
  open(): Promise<void> {
    return new Promise((resolve, reject) => void this.run(resolve, reject));
  }

  close(): void {
    this.stopping.abort();
  }

  private async run(opened: () => void, failed: (error: unknown) => void): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        await this.read(opened);
      } catch (error) {
        if (this.stopping.signal.aborted) return;
        if (error instanceof Refused) return failed(error);
      }
      await pause(300);
    }
  }

  private async read(opened: () => void): Promise<void> {
    const { statusCode, body } = await request(`${this.url}/api/v1/stream?types=${this.types.join(',')}`, {
      headers: { ...this.headers, accept: 'text/event-stream', ...(this.lastId && { 'last-event-id': this.lastId }) },
      signal: this.stopping.signal,
      dispatcher: patient,
    });
    if (statusCode >= 400 && statusCode < 500)
      throw new Refused(`the live stream answered ${statusCode}: ${await body.text()}`);
    if (statusCode !== 200) throw new Error(`the live stream answered ${statusCode}`);
    opened();
    body.setEncoding('utf8');
    let rest = '';
    for await (const chunk of body) {
      const blocks = (rest + String(chunk)).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) this.take(block);
    }
  }

  private take(block: string): void {
    const lines = block.split('\n');
    const valueOf = (field: string) => lines.find((line) => line.startsWith(`${field}: `))?.slice(field.length + 2);
    this.lastId = valueOf('id') ?? this.lastId;
    const data = valueOf('data');
    if (data !== undefined && valueOf('id') !== undefined) this.onFact(JSON.parse(data) as StreamedFact);
  }
}

class Refused extends Error {}
