import { type FactData, type Hearer, type LiveState, openStream } from './stream.js';

/** What tabs of one user tell each other. */
type Message =
  | { kind: 'ask' }
  | { kind: 'state'; state: LiveState; lastId: string }
  | { kind: 'fact'; type: string; data: FactData; before: string; lastId: string }
  | { kind: 'missed' }
  | { kind: 'refused' };

/** A tab in sight asks this often whether the one that listens still does, */
const askMilliseconds = 5_000;
/** and takes its place after so long without an answer: browsers put tabs out of sight to sleep. */
const patienceMilliseconds = 10_000;

/**
 * One stream for all tabs of a user in this browser, which has six connections to a server. The tab that holds a lock listens and tells the others; when it is
 * closed the next one gets the lock and goes on from the last fact that it was told. A tab that was told something else last than its neighbour says has
 * missed something, and reads everything again. Where a browser has no locks (they need HTTPS) each tab has a stream of its own.
 */
export function openSharedStream(userId: string, hearer: Hearer): () => void {
  if (!('locks' in navigator) || !('BroadcastChannel' in window)) return openStream(hearer);
  const tab = new Tab(`callout live ${userId}`, hearer);
  return () => tab.leave();
}

class Tab {
  private readonly channel: BroadcastChannel;
  private readonly asking: ReturnType<typeof setInterval>;
  private readonly left = new AbortController();
  private state: LiveState = 'connecting';
  private lastId = '';
  private isTold = false;
  private answeredAt = Date.now();
  /** Ends the stream and gives the lock back; undefined in a tab that is told. */
  private stop: (() => void) | undefined;

  constructor(
    private readonly name: string,
    private readonly hearer: Hearer,
  ) {
    this.channel = new BroadcastChannel(name);
    this.channel.addEventListener('message', ({ data }: MessageEvent<Message>) => this.hear(data));
    document.addEventListener('visibilitychange', () => this.look(), { signal: this.left.signal });
    this.asking = setInterval(() => this.ask(), askMilliseconds);
    hearer.state('connecting');
    void this.queue({ signal: this.left.signal });
    this.tell({ kind: 'ask' });
  }

  leave(): void {
    this.left.abort();
    clearInterval(this.asking);
    this.stop?.();
    this.channel.close();
  }

  /** Waits for the lock, or takes it. Whoever loses it again is told from then on. */
  private async queue(options: LockOptions): Promise<void> {
    try {
      await navigator.locks.request(this.name, options, () => this.listen());
    } catch {
      // taken by another tab, or this one is being closed
    }
    this.stop?.();
    if (!this.left.signal.aborted) void this.queue({ signal: this.left.signal });
  }

  /** Resolves when this tab listens no more. */
  private listen(): Promise<void> {
    return new Promise((resolve) => {
      if (this.left.signal.aborted) return resolve();
      const end = openStream(this.teller(), this.lastId);
      this.stop = () => {
        this.stop = undefined;
        end();
        resolve();
      };
    });
  }

  /** Hears the stream for this tab and the others. */
  private teller(): Hearer {
    const { hearer } = this;
    return {
      fact: (type, data, lastId) => {
        this.tell({ kind: 'fact', type, data, before: this.lastId, lastId });
        this.lastId = lastId;
        hearer.fact(type, data, lastId);
      },
      state: (state) => {
        this.state = state;
        this.tell({ kind: 'state', state, lastId: this.lastId });
        hearer.state(state);
      },
      missed: () => {
        this.tell({ kind: 'missed' });
        hearer.missed();
      },
      refused: () => {
        this.tell({ kind: 'refused' });
        hearer.refused();
      },
    };
  }

  private hear(message: Message): void {
    if (message.kind === 'ask') {
      if (this.stop) this.tell({ kind: 'state', state: this.state, lastId: this.lastId });
      return;
    }
    if (this.stop) return; // told by one that listened before
    this.answeredAt = Date.now();
    if (message.kind === 'missed' || message.kind === 'refused') return this.hearer[message.kind]();
    if (message.kind === 'fact') {
      this.follow(message.before, message.lastId);
      return this.hearer.fact(message.type, message.data, message.lastId);
    }
    this.follow(message.lastId, message.lastId);
    if (message.state === this.state) return;
    this.state = message.state;
    this.hearer.state(message.state);
  }

  /** What this tab was told last should be what was `before`. */
  private follow(before: string, lastId: string): void {
    if (!this.isTold || this.lastId !== before) this.hearer.missed();
    this.isTold = true;
    this.lastId = lastId;
  }

  private look(): void {
    this.answeredAt = Date.now(); // a timer that slept has asked nobody
    this.ask();
  }

  private ask(): void {
    if (this.stop || document.visibilityState === 'hidden') return;
    if (Date.now() - this.answeredAt > patienceMilliseconds) {
      this.answeredAt = Date.now();
      void this.queue({ steal: true });
    } else this.tell({ kind: 'ask' });
  }

  private tell(message: Message): void {
    this.channel.postMessage(message);
  }
}
