import { useSyncExternalStore } from 'react';
import { useLive } from '../live/live-context.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';

function subscribe(listener: () => void): () => void {
  const names = ['online', 'offline'] as const;
  for (const name of names) window.addEventListener(name, listener);
  return () => {
    for (const name of names) window.removeEventListener(name, listener);
  };
}

export const useOnline = () => useSyncExternalStore(subscribe, () => navigator.onLine);

/** A lamp that says whether changes made elsewhere appear by themselves. */
export function LiveLamp() {
  const texts = useTexts();
  const { state } = useLive();
  return <span className={`lamp ${state}`} role="img" aria-label={texts.live[state]} title={texts.live[state]} />;
}

/** Says so as long as what is shown may be old. */
export function LiveBanner() {
  const texts = useTexts();
  const format = useFormat();
  const online = useOnline();
  const { since } = useLive();
  if (online && since === undefined) return null;
  const time = since === undefined ? '' : format.time(since);
  return (
    <p role="status" className="banner">
      {online ? texts.live.banner(time) : texts.live.offline}
    </p>
  );
}
