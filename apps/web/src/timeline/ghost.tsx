import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import type { useTechnicians } from '../api/lookups.js';
import { labelWidth, leftOf, rowHeight, type Span } from './geometry.js';
import { type MoveFault, moveRules } from './move-faults.js';
import type { Spot } from './use-grid-drag.js';

export interface Dragged {
  visitId: string;
  siteId: string | undefined;
  milliseconds: number;
  spot: Spot;
  person: NonNullable<ReturnType<typeof useTechnicians>['data']>[number];
  faults: readonly MoveFault[];
}

/** Where it would be dropped, when that is, and what is against it. */
export function Ghost({ dragged, span, zone }: { dragged: Dragged; span: Span; zone: string }) {
  const texts = useTexts();
  const format = useFormat();
  const { spot, milliseconds, faults, person } = dragged;
  const absolute = faults.some((fault) => moveRules[fault].absolute);
  return (
    <div
      className={`ghost ${absolute ? 'refused' : faults.length > 0 ? 'doubtful' : ''}`}
      role="status"
      style={{
        top: spot.row * rowHeight,
        left: labelWidth + leftOf(spot.start, span),
        width: Math.max(8, (milliseconds / 3_600_000) * span.hourWidth),
        height: rowHeight,
      }}
    >
      <span>
        {format.time(spot.start, zone)} {person.name}
        {faults.map((fault) => ` · ${texts.timeline.faults[fault]}`)}
      </span>
    </div>
  );
}
