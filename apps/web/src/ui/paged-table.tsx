import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { useTexts } from '../texts/text-context.js';
import { Loading, ProblemNote, ProblemPanel } from './states.js';
import { type PagedList, usePages } from './use-pages.js';
import './paged-table.css';

export interface PagedColumn {
  label: string;
  isNumber?: boolean;
  /** Share of the width; 1 if left out. */
  width?: number;
}

interface PagedTableProps<T> {
  list: PagedList<T>;
  columns: readonly PagedColumn[];
  empty?: ReactNode;
  /** The cells of one row. */
  children: (row: T) => ReactNode;
}

const rowPixels = 48;
const rowsAhead = 10;

/**
 * A table of any length: only the rows in sight exist, and only their pages are read. The window scrolls it. Give it a `key` of its filter: another filter is
 * another list.
 */
export function PagedTable<T>({ list, columns, empty, children }: PagedTableProps<T>) {
  const texts = useTexts();
  const table = useRef<HTMLTableElement>(null);
  const [range, setRange] = useState({ from: 0, to: 0 });
  const [top, setTop] = useState(0);
  const pages = usePages(list, range.from, range.to);
  useLayoutEffect(() => setTop(table.current?.offsetTop ?? 0), [pages.isLoaded]);
  const virtual = useWindowVirtualizer({
    count: pages.count,
    estimateSize: () => rowPixels,
    overscan: rowsAhead,
    scrollMargin: top,
    onChange: ({ range: shown }) => {
      if (!shown) return;
      setRange(({ from, to }) =>
        from === shown.startIndex && to === shown.endIndex
          ? { from, to }
          : { from: shown.startIndex, to: shown.endIndex },
      );
    },
  });
  if (!pages.isLoaded) return pages.error ? <ProblemPanel problem={pages.error} retry={pages.refetch} /> : <Loading />;
  if (pages.count === 0) return <p className="empty">{empty ?? texts.common.nothing}</p>;
  const rows = virtual.getVirtualItems();
  const above = (rows[0]?.start ?? top) - top;
  const below = virtual.getTotalSize() - ((rows.at(-1)?.end ?? top) - top);
  const whole = columns.reduce((sum, { width = 1 }) => sum + width, 0);
  return (
    <>
      {pages.error && <ProblemNote problem={pages.error} />}
      <table className="list stacking paged" ref={table} aria-rowcount={pages.isWhole ? pages.count + 1 : -1}>
        <colgroup>
          {columns.map(({ label, width = 1 }) => (
            <col key={label} style={{ width: `${(100 * width) / whole}%` }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map(({ label, isNumber }) => (
              <th key={label} scope="col" className={isNumber ? 'number' : undefined}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Spacer pixels={above} />
          {rows.map(({ index, key }) => {
            const row = pages.rowAt(index);
            return (
              <tr key={key} ref={virtual.measureElement} data-index={index} aria-rowindex={index + 2}>
                {row === undefined ? <td colSpan={columns.length}>…</td> : children(row)}
              </tr>
            );
          })}
          <Spacer pixels={below} />
        </tbody>
      </table>
    </>
  );
}

/** Stands for the rows out of sight. */
function Spacer({ pixels }: { pixels: number }) {
  return pixels > 0 ? <tr aria-hidden className="spacer" style={{ height: pixels }} /> : null;
}
