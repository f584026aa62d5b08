import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useSiteOf } from '../api/lookups.js';
import { useMe } from '../session/session.js';
import { useTexts } from '../texts/text-context.js';
import { More } from '../ui/more.js';
import { OnlyFirst } from '../ui/only-first.js';
import { Loaded } from '../ui/states.js';
import { useTitle } from '../ui/use-title.js';
import { type Answer, AnswerDialog } from './answer-dialog.js';
import { OfferCard } from './offer-card.js';
import { type Offer, useOfferPages, useOffersOf } from './queries.js';

const tabs = ['pending', 'countered', 'all'] as const;
type Tab = (typeof tabs)[number];

const byDeadline = (one: Offer, other: Offer) => one.deadline.localeCompare(other.deadline);

/** What the site is asked to do: the offer that ends first at the top. */
export default function OffersPage() {
  const texts = useTexts();
  useTitle(texts.pages.offers);
  const [parameters] = useSearchParams();
  const tab = tabs.find((name) => name === parameters.get('show')) ?? 'pending';
  const ofState = useOffersOf(tab === 'all' ? undefined : tab);
  const all = useOfferPages(tab === 'all');
  const query =
    tab === 'all'
      ? { ...all, data: all.data?.pages.flatMap(({ items }) => items) }
      : { ...ofState, data: ofState.data?.items };
  const [open, setOpen] = useState<{ offer: Offer; answer: Answer }>();
  const zone = useSiteOf()(useMe().siteId)?.place.timeZone;
  return (
    <>
      <header className="page-head">
        <h1>{texts.pages.offers}</h1>
        <nav className="tabs" aria-label={texts.offers.show}>
          {tabs.map((name) => (
            <Link key={name} to={name === 'pending' ? '?' : `?show=${name}`} aria-current={name === tab && 'page'}>
              {texts.offers.tabs[name]}
            </Link>
          ))}
        </nav>
      </header>
      {ofState.data && <OnlyFirst count={ofState.data.items.length} isWhole={ofState.data.isWhole} />}
      <Loaded query={query} isEmpty={(offers) => offers.length === 0} empty={texts.offers.empty[tab]}>
        {(offers) => (
          <ul className="cards">
            {sorted(offers, tab).map((offer) => (
              <li key={offer.id}>
                <OfferCard offer={offer} zone={zone} onAnswer={(answer) => setOpen({ offer, answer })} />
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {tab === 'all' && <More query={all} />}
      {open && (
        <AnswerDialog
          key={open.offer.id}
          seen={open.offer}
          answer={open.answer}
          zone={zone}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  );
}

const sorted = (offers: readonly Offer[], tab: Tab) => (tab === 'all' ? offers : offers.toSorted(byDeadline));
