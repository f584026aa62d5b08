import { eventTypes } from './event-types.js';

export type LiveState = 'connecting' | 'live' | 'cut-off';

export type FactData = Readonly<Record<string, unknown>>;

export interface Hearer {
  /** A fact of this type was published, with what it says; `id` is where the stream is then. */
  fact(type: string, data: FactData, id: string): void;
  /** Facts may have been missed: read everything again. */
  missed(): void;
  state(state: LiveState): void;
  /** The server refused the stream: perhaps the session has ended. */
  refused(): void;
}

const retryMilliseconds = 2_000;

/**
 * A live stream of its own, from behind the fact `from` where that is known. The browser itself comes back after a break and says with Last-Event-ID where it
 * was, and so does the next one after the server refused it for a while: nothing is missed. Only who has heard nothing yet must read everything again: what
 * was read before the stream was open may have changed meanwhile. Returns how to end it.
 */
export function openStream(hearer: Hearer, from = ''): () => void {
  let source: EventSource;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastId = from;

  const open = () => {
    source = new EventSource(`/api/v1/stream${lastId ? `?lastEventId=${encodeURIComponent(lastId)}` : ''}`);
    source.addEventListener('open', () => {
      if (lastId === '') hearer.missed();
      hearer.state('live');
    });
    source.addEventListener('error', () => {
      hearer.state('cut-off');
      if (source.readyState !== EventSource.CLOSED) return; // it tries again by itself
      hearer.refused();
      timer = setTimeout(open, retryMilliseconds);
    });
    source.addEventListener('reset', () => hearer.missed());
    for (const type of eventTypes) {
      source.addEventListener(type, (event) => {
        lastId = event.lastEventId;
        hearer.fact(type, dataOf(event), lastId);
      });
    }
  };
  hearer.state('connecting');
  open();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}

/** What a fact says; nothing where it cannot be read. */
function dataOf({ data }: MessageEvent<string>): FactData {
  const fact = JSON.parse(data) as { data?: Record<string, unknown> };
  return fact.data ?? {};
}
