import { memo, type RefObject } from 'react';
import { Link } from 'react-router';
import { useSideLinks } from '../network/links.js';
import type { BoardVisit } from '../visits/queries.js';
import { rowHeight, type Span } from './geometry.js';
import type { Technician, What } from './use-dragging.js';
import type { Spot } from './use-grid-drag.js';
import { VisitBar } from './visit-bar.js';

/** What a row tells the board; the same object for as long as the board is shown, so that a drag draws no row anew. */
export interface RowActions {
  open(visit: BoardVisit): void;
  choose(visitId: string): void;
  hold(what: What, spot: Spot | undefined): void;
  drop(what: What, spot: Spot): void;
  /** The end of a visit is held at this instant, or let go. */
  stretch(visit: BoardVisit, finish: number | undefined): void;
  stretched(visit: BoardVisit, finish: number): void;
}

interface TimelineRowProps {
  person: Technician;
  siteName: string | undefined;
  visits: readonly BoardVisit[];
  /** Pixels from the top of all rows. */
  top: number;
  span: Span;
  zone: string;
  rows: RefObject<HTMLElement | null>;
  mayMove: boolean;
  chosen: ReadonlySet<string>;
  /** The visits that are looked for; undefined for all. */
  wanted: ReadonlySet<string> | undefined;
  actions: RowActions;
}

/** One technician with the visits of the span. */
export const TimelineRow = memo(function TimelineRow(props: TimelineRowProps) {
  const { person, siteName, visits, top, span, zone, rows, mayMove, chosen, wanted, actions } = props;
  const links = useSideLinks();
  return (
    <div className="row" style={{ transform: `translateY(${top}px)`, height: rowHeight }}>
      <div className="label">
        <Link to={links.technician(person.id)}>{person.name}</Link>
        <small>
          <Link to={links.site(person.siteId)}>{siteName}</Link>
        </small>
      </div>
      {visits.map((visit) => (
        <VisitBar
          key={visit.id}
          visit={visit}
          span={span}
          zone={zone}
          rows={rows}
          mayMove={mayMove}
          isChosen={chosen.has(visit.id)}
          isFaded={wanted !== undefined && !wanted.has(visit.id)}
          onOpen={actions.open}
          onChoose={actions.choose}
          onMove={(spot) => actions.hold({ visit }, spot)}
          onDrop={(spot) => actions.drop({ visit }, spot)}
          onStretch={(finish) => actions.stretch(visit, finish)}
          onStretched={(finish) => actions.stretched(visit, finish)}
        />
      ))}
    </div>
  );
});
