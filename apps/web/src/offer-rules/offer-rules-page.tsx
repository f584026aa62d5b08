import { useTexts } from '../texts/text-context.js';
import { Loaded } from '../ui/states.js';
import { useTitle } from '../ui/use-title.js';
import { useOfferRules } from './queries.js';
import { OfferRulesForm } from './offer-rules-form.js';

/** How offers are made in the whole network, and which counter-offers are taken at once. */
export default function OfferRulesPage() {
  const texts = useTexts();
  useTitle(texts.pages.offerRules);
  const query = useOfferRules();
  return (
    <>
      <header className="page-head">
        <h1>{texts.pages.offerRules}</h1>
        {query.data && <span className="muted">{texts.offerRules.version(query.data.version)}</span>}
      </header>
      <Loaded query={query}>{(rules) => <OfferRulesForm rules={rules} />}</Loaded>
    </>
  );
}
