export interface SseEvent {
  id: string;
  event: string;
  data: { id: string; type: string; key: string; siteId?: string; occurredAt: string; data: Record<string, unknown> };
  receivedAt: number;
}

/** A client of the live stream, as small as a site would write one. */
export class SseClient {
  readonly events: SseEvent[] = [];
  status = 0;
  ended = false;
  private readonly abort = new AbortController();

  private constructor(private readonly headers: Record<string, string>) {}

  static async open(url: string, headers: Record<string, string>): Promise<SseClient> {
    const client = new SseClient(headers);
    await client.connect(url);
    return client;
  }

  close(): void {
    this.abort.abort();
  }

  private async connect(url: string): Promise<void> {
    const response = await fetch(url, { headers: this.headers, signal: this.abort.signal });
    this.status = response.status;
    if (response.ok && response.body) void this.read(response.body);
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let text = '';
    try {
      for await (const chunk of body) {
        text += decoder.decode(chunk as Uint8Array, { stream: true });
        const blocks = text.split('\n\n');
        text = blocks.pop() ?? '';
        for (const block of blocks) this.take(block);
      }
    } catch {
      // cut off or closed
    }
    this.ended = true;
  }

  private take(block: string): void {
    const fields = Object.fromEntries(
      block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
    );
    if (!fields['event']) return;
    const data = JSON.parse(fields['data'] ?? '{}') as SseEvent['data'];
    this.events.push({ id: fields['id'] ?? '', event: fields['event'], data, receivedAt: performance.now() });
  }
}
