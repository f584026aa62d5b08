import { useTexts } from '../texts/text-context.js';
import { useNow } from '../time/business-clock.js';
import { useFormat } from '../time/format.js';

/** Below this the clock turns red. */
const hurryMilliseconds = 300_000;

/** Counts down to the end of an offer. Screen readers hear the time once, not every second. */
export function DeadlineClock({ deadline }: { deadline: string }) {
  const texts = useTexts();
  const format = useFormat();
  const left = Date.parse(deadline) - useNow(1_000);
  if (left <= 0) return <span className="clock over">{texts.offers.over}</span>;
  return (
    <time
      className={`clock ${left < hurryMilliseconds ? 'hurry' : ''}`}
      dateTime={deadline}
      title={texts.offers.answerBy(format.dateTime(deadline))}
    >
      {format.countdown(left)}
    </time>
  );
}
