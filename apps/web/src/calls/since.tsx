import { useNow } from '../time/business-clock.js';
import { useFormat } from '../time/format.js';

const dayMilliseconds = 86_400_000;

/** How long something lasts by now; after a day nobody counts seconds any more. */
export function Since({ at }: { at: string }) {
  const format = useFormat();
  const lasted = useNow(1_000) - Date.parse(at);
  return (
    <time dateTime={at} title={format.dateTime(at)}>
      {lasted < dayMilliseconds ? format.countdown(lasted) : format.span(lasted)}
    </time>
  );
}
