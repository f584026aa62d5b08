import { useSearchParams } from 'react-router';
import { useParts } from '../api/lookups.js';
import { useLocations } from '../planner/queries.js';
import { useAddressFilter } from '../planner/use-address-filter.js';
import { useTexts } from '../texts/text-context.js';
import { More } from '../ui/more.js';
import { Loaded, ProblemNote } from '../ui/states.js';
import { useTitle } from '../ui/use-title.js';
import { AdjustmentDialog } from './adjustment-dialog.js';
import { AdjustmentTable } from './adjustment-table.js';
import { ItemFilters } from './item-filters.js';
import { useDemandAdjustments, useTakeBack } from './queries.js';
import { type ItemFilter, useItemFilter } from './use-item-filter.js';

const shows = ['counting', 'takenBack', 'all'] as const;

/** What planners have added to the recorded demand or taken away from it; `?new` opens the form, with the part and the place of the filter. */
export default function DemandAdjustmentsPage() {
  const { pages: names, demand } = useTexts();
  useTitle(names.demandAdjustments);
  const texts = demand.adjustments;
  const [parameters] = useSearchParams();
  const choose = useAddressFilter();
  const filter = useItemFilter(shows);
  const query = useDemandAdjustments(filter, filter.show === 'all' ? undefined : filter.show === 'counting');
  const takeBack = useTakeBack();
  return (
    <>
      <header className="page-head">
        <h1>{names.demandAdjustments}</h1>
        <button className="primary" onClick={() => choose('new', 'true')}>
          {texts.create}
        </button>
      </header>
      <p className="muted">{texts.about}</p>
      <ItemFilters filter={filter} shows={shows.map((show) => [show, texts.shows[show]] as const)} />
      {takeBack.error && <ProblemNote problem={takeBack.error} />}
      <Loaded query={query} isEmpty={({ pages }) => pages.every(({ items }) => items.length === 0)} empty={texts.none}>
        {({ pages }) => (
          <AdjustmentTable
            adjustments={pages.flatMap(({ items }) => items)}
            isTakingBack={takeBack.isPending}
            onTakeBack={({ id, version }) => takeBack.mutate({ id, version })}
          />
        )}
      </Loaded>
      <More query={query} />
      {parameters.has('new') && <NewAdjustment filter={filter} onClose={() => choose('new', '')} />}
    </>
  );
}

/** The form, once it is known which parts and places there are. */
function NewAdjustment({ filter, onClose }: { filter: ItemFilter; onClose: () => void }) {
  const parts = useParts();
  const places = useLocations();
  return (
    <Loaded query={parts}>
      {(catalogue) => (
        <Loaded query={places}>
          {(all) => <AdjustmentDialog parts={catalogue} places={all} filter={filter} onClose={onClose} />}
        </Loaded>
      )}
    </Loaded>
  );
}
