import { useState } from 'react';
import '../planner/planner.css';
import { useTexts } from '../texts/text-context.js';
import { More } from '../ui/more.js';
import { Loaded, ProblemNote } from '../ui/states.js';
import { useTitle } from '../ui/use-title.js';
import { ItemFilters } from './item-filters.js';
import { type DoubtedUse, useDoubtedUses, useReopenUse } from './queries.js';
import { SettleDialog } from './settle-dialog.js';
import { useItemFilter } from './use-item-filter.js';
import { UseTable } from './use-table.js';

const shows = ['open', 'settled', 'all'] as const;

/** What visits reported and nobody can have had: a planner says what of it counts as demand, or takes that back. */
export default function DoubtedUsesPage() {
  const { pages: names, demand } = useTexts();
  useTitle(names.doubtedUses);
  const texts = demand.doubts;
  const filter = useItemFilter(shows);
  const query = useDoubtedUses(filter, filter.show === 'all' ? undefined : filter.show === 'settled');
  const [settled, setSettled] = useState<DoubtedUse>(); // not a matter of its row, which leaves the list when somebody else is first
  const reopen = useReopenUse();
  return (
    <>
      <header className="page-head">
        <h1>{names.doubtedUses}</h1>
      </header>
      <p className="muted">{texts.about}</p>
      <ItemFilters filter={filter} shows={shows.map((show) => [show, texts.shows[show]] as const)} />
      {reopen.error && <ProblemNote problem={reopen.error} />}
      <Loaded query={query} isEmpty={({ pages }) => pages.every(({ items }) => items.length === 0)} empty={texts.none}>
        {({ pages }) => (
          <UseTable
            uses={pages.flatMap(({ items }) => items)}
            isReopening={reopen.isPending}
            onSettle={setSettled}
            onReopen={({ id, version }) => reopen.mutate({ id, version })}
          />
        )}
      </Loaded>
      <More query={query} />
      {settled && <SettleDialog key={settled.id} use={settled} onClose={() => setSettled(undefined)} />}
    </>
  );
}
