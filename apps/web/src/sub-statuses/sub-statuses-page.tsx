import { useMe } from '../session/session.js';
import { useTexts } from '../texts/text-context.js';
import { Loaded } from '../ui/states.js';
import { useTitle } from '../ui/use-title.js';
import { useSubStatuses } from './queries.js';
import { SubStatusesForm } from './sub-statuses-form.js';

/** The site's own words for where its orders stand. */
export default function SubStatusesPage() {
  const texts = useTexts();
  const { siteId } = useMe();
  useTitle(texts.pages.subStatuses);
  const query = useSubStatuses(siteId);
  return (
    <>
      <header className="page-head">
        <h1>{texts.pages.subStatuses}</h1>
      </header>
      <p className="muted">{texts.subStatuses.about}</p>
      {siteId && <Loaded query={query}>{(list) => <SubStatusesForm siteId={siteId} list={list} />}</Loaded>}
    </>
  );
}
