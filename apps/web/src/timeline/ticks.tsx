import { memo } from 'react';
import { useFormat } from '../time/format.js';
import { wallTime } from '../time/zones.js';
import { daysOf, labelWidth, leftOf, type Span, ticksOf } from './geometry.js';

interface TicksProps {
  span: Span;
  tickMinutes: number;
  zone: string;
  /** Pixels. */
  width: number;
}

const dayMinutes = 1_440;

/** The hours above the rows; where there are several days each has its name above its hours, or alone. */
export const Ticks = memo(function Ticks({ span, tickMinutes, zone, width }: TicksProps) {
  const format = useFormat();
  const days = daysOf(span, zone);
  const hasHours = tickMinutes < dayMinutes;
  const hasDays = days.length > 1;
  const words = (tick: number) => (tickMinutes < 60 ? wallTime(tick, zone).slice(11) : format.hour(tick, zone));
  return (
    <div className={`ticks ${hasDays && hasHours ? 'double' : ''}`} style={{ width }}>
      <span className="label" />
      {hasDays &&
        days.map((day) => (
          <span
            key={`day ${day}`}
            className="tick day"
            style={{ left: labelWidth + leftOf(day, span), width: 24 * span.hourWidth }}
          >
            <span>{format.day(day, zone)}</span>
          </span>
        ))}
      {hasHours &&
        ticksOf(span, tickMinutes, zone).map((tick) => (
          <span key={tick} className="tick" style={{ left: labelWidth + leftOf(tick, span) }}>
            {words(tick)}
          </span>
        ))}
    </div>
  );
});

/** Where a day begins, through all rows. */
export const DayLines = memo(function DayLines({ span, zone }: Pick<TicksProps, 'span' | 'zone'>) {
  return daysOf(span, zone)
    .slice(1)
    .map((day) => <div key={day} className="day-line" style={{ left: labelWidth + leftOf(day, span) }} />);
});
