import { useLayoutEffect, useRef } from 'react';
import { useRuleWords, useTravelWords } from '../moves/check-words.js';
import { useTexts } from '../texts/text-context.js';
import { type Format, useFormat } from '../time/format.js';
import { labelWidth, leftOf, rowHeight, type Span } from './geometry.js';
import type { MoveTravel } from './move-travel.js';
import { type Dragged, isAbsolute, isDoubtful } from './use-dragging.js';

/** A row so high up has no room for words above it. */
const firstRowWithRoom = 3;

/** Where it would be dropped: when, the ways before and after, and what is against it. */
export function Ghost({ dragged, span, zone }: { dragged: Dragged; span: Span; zone: string }) {
  const texts = useTexts();
  const format = useFormat();
  const ruleWords = useRuleWords(zone);
  const travelWords = useTravelWords();
  const { spot, milliseconds, faults, person, travel, verdict } = dragged;
  const words = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => keepInSight(words.current));
  const tone = isAbsolute(dragged) ? 'refused' : isDoubtful(dragged) ? 'doubtful' : '';
  const against = verdict ? verdict.broken.map(ruleWords) : faults.map((fault) => texts.timeline.faults[fault]);
  return (
    <div
      className={`ghost ${tone} ${spot.row < firstRowWithRoom ? 'below' : ''}`}
      role="status"
      style={{
        top: spot.row * rowHeight,
        left: labelWidth + leftOf(spot.start, span),
        width: Math.max(8, (milliseconds / 3_600_000) * span.hourWidth),
        height: rowHeight,
      }}
    >
      <div className="words" ref={words}>
        <strong>
          {format.time(spot.start, zone)}–{format.time(spot.start + milliseconds, zone)} {person.name}
        </strong>
        {travel && <TravelLine travel={travel} format={format} />}
        {verdict?.travel.map((way) => (
          <span key={`${way.technicianId} ${way.day}`}>{travelWords(way)}</span>
        ))}
        {against.length > 0 && <span>{against.join(' · ')}</span>}
      </div>
    </div>
  );
}

/** Words that would go beyond the right edge of the timeline are moved back by so much. */
function keepInSight(words: HTMLElement | null): void {
  const board = words?.closest('.timeline');
  if (!words || !board) return;
  words.style.translate = '0';
  const beyond = words.getBoundingClientRect().right - board.getBoundingClientRect().left - board.clientWidth;
  if (beyond > 0) words.style.translate = `${-beyond}px`;
}

function TravelLine({ travel, format }: { travel: MoveTravel; format: Format }) {
  const { ghost } = useTexts().dispatch;
  const wayOf = ({ seconds, metres }: MoveTravel['there']) =>
    `${format.span(seconds * 1000)} (${format.kilometres(metres)})`;
  const { there, onward, fromHome, changeSeconds } = travel;
  const change = changeSeconds === undefined ? 0 : Math.round(changeSeconds / 60);
  return (
    <span>
      {(fromHome ? ghost.fromHome : ghost.there)(wayOf(there))}
      {onward && ` · ${ghost.onward(wayOf(onward))}`}
      {change !== 0 && ` · ${(change > 0 ? ghost.longer : ghost.shorter)(format.span(Math.abs(change) * 60_000))}`}
    </span>
  );
}
