import { Link } from 'react-router';
import { useCategoryName } from '../api/lookups.js';
import { useGlance } from '../requests/queries.js';
import { usePick, useTexts } from '../texts/text-context.js';
import { Badge } from '../ui/badge.js';
import { requestTones } from '../ui/labels.js';
import { Loaded } from '../ui/states.js';
import type { Call } from './queries.js';

interface CallerProps {
  call: Call;
  /** Whom the agent takes the caller for. */
  customerId: string | undefined;
  onCustomer: (id: string) => void;
  /** Says which request the call is about; undefined where that is said already. */
  onAbout: ((requestId: string) => void) | undefined;
  isLinking: boolean;
}

/** Who may be calling: what is still open, and what they have. */
export function Caller({ call, customerId, onCustomer, onAbout, isLinking }: CallerProps) {
  const words = useTexts().calls;
  const { customers, id } = call;
  return (
    <>
      {customers.length === 0 && <p className="muted">{words.unknown}</p>}
      {customers.length > 1 && (
        <fieldset>
          <legend>{words.whichCustomer}</legend>
          {customers.map((customer) => (
            <label key={customer.customerId} className="choice">
              <input
                type="radio"
                name={`customer-${id}`}
                checked={customer.customerId === customerId}
                onChange={() => onCustomer(customer.customerId)}
              />{' '}
              {customer.name}
            </label>
          ))}
        </fieldset>
      )}
      {customerId && <KnownCaller customerId={customerId} onAbout={onAbout} isLinking={isLinking} />}
    </>
  );
}

function KnownCaller({
  customerId,
  onAbout,
  isLinking,
}: Pick<CallerProps, 'onAbout' | 'isLinking'> & { customerId: string }) {
  const texts = useTexts();
  const words = texts.calls;
  const pick = usePick();
  const categoryName = useCategoryName();
  const glance = useGlance(customerId);
  return (
    <Loaded query={glance}>
      {({ customer, assets, openRequests, ownerName }) => (
        <div className="columns">
          <section>
            <h2>{words.openRequests}</h2>
            {ownerName && <p className="muted">{words.ownedBy(ownerName)}</p>}
            {openRequests.length === 0 && <p className="muted">{words.nothingOpen}</p>}
            <ul className="plain">
              {openRequests.map(({ id, number, status, problem, breached }) => (
                <li key={id}>
                  <p className="badges">
                    <Link to={`/app/requests/${id}`}>{number}</Link>
                    <Badge tone={requestTones[status]}>{texts.requestStatus[status]}</Badge>
                    {breached && <Badge tone="bad">{texts.risk.breached}</Badge>}
                    {onAbout && (
                      <button disabled={isLinking} onClick={() => onAbout(id)}>
                        {words.about(number)}
                      </button>
                    )}
                  </p>
                  <small>{problem}</small>
                </li>
              ))}
            </ul>
          </section>
          <section>
            <h2>
              {customer.name} <Badge>{customer.grade}</Badge>
            </h2>
            {assets.length === 0 && <p className="muted">{words.noAssets}</p>}
            <ul className="plain">
              {assets.map((asset) => (
                <li key={asset.id}>
                  {categoryName(asset.category)} · {pick({ en: asset.nameEn, zh: asset.nameZh })} ·{' '}
                  {asset.place.locality} {asset.underWarranty && <Badge>{texts.orders.underWarranty}</Badge>}
                </li>
              ))}
            </ul>
          </section>
        </div>
      )}
    </Loaded>
  );
}
