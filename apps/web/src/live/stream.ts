import { eventTypes } from './event-types.js';

export type LiveState = 'connecting' | 'live' | 'cut-off';

interface Hearer {
  /** A fact of this type was published, with what it says. */
  fact(type: string, data: Readonly<Record<string, unknown>>): void;
  /** Facts may have been missed: read everything again. */
  missed(): void;
  state(state: LiveState): void;
  /** The server refused the stream: perhaps the session has ended. */
  refused(): void;
}

const retryMilliseconds = 2_000;

/**
 * The one live stream of this page. The browser itself comes back after a break and says with Last-Event-ID where it was, so nothing is missed; only when
 * it had heard nothing yet, or when the server refused it for a while, must the page read everything again: what it has read before the stream was open
 * may have changed meanwhile. Returns how to end it.
 */
export function openStream(hearer: Hearer): () => void {
  let source: EventSource;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastId = '';

  const open = () => {
    source = new EventSource('/api/v1/stream');
    source.addEventListener('open', () => {
      if (lastId === '') hearer.missed();
      hearer.state('live');
    });
    source.addEventListener('error', () => {
      hearer.state('cut-off');
      if (source.readyState !== EventSource.CLOSED) return; // it tries again by itself
      lastId = ''; // a new one does not know where this one was
      hearer.refused();
      timer = setTimeout(open, retryMilliseconds);
    });
    source.addEventListener('reset', () => hearer.missed());
    for (const type of eventTypes) {
      source.addEventListener(type, (event) => {
        lastId = event.lastEventId;
        hearer.fact(type, dataOf(event));
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
function dataOf({ data }: MessageEvent<string>): Readonly<Record<string, unknown>> {
  const fact = JSON.parse(data) as { data?: Record<string, unknown> };
  return fact.data ?? {};
}
