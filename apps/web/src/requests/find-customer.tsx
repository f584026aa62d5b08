import { useDeferredValue, useState } from 'react';
import { useTexts } from '../texts/text-context.js';
import { Badge } from '../ui/badge.js';
import { Field } from '../ui/field.js';
import { ProblemNote } from '../ui/states.js';
import { useCustomers } from './queries.js';

/** Who reports: a customer by id, or somebody whom nobody knows yet, with what was searched for. */
export type Who = { id: string } | { search: string };

const fewestCharacters = 2;

/** Customers by name, phone or address; whoever is not among them is a new one. */
export function FindCustomer({ onFound }: { onFound: (who: Who) => void }) {
  const texts = useTexts();
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed.trim());
  const { data = [], error, isFetching, isPlaceholderData } = useCustomers(search);
  const isAsked = search.length >= fewestCharacters;
  const customers = isAsked ? data : [];
  const isAnswered = isAsked && !isFetching && !isPlaceholderData; // an earlier search must not make a customer anew
  return (
    <>
      <Field label={texts.requests.customer} hint={texts.requests.customerHint}>
        <input type="search" value={typed} onChange={({ target }) => setTyped(target.value)} />
      </Field>
      <ul className="plain rows">
        {customers.map(({ id, name, grade }) => (
          <li key={id}>
            <button onClick={() => onFound({ id })}>
              {name} <Badge>{grade}</Badge>
            </button>
          </li>
        ))}
      </ul>
      {error && <ProblemNote problem={error} />}
      {isAnswered && (
        <>
          {customers.length === 0 && !error && (
            <p role="status" className="muted">
              {texts.requests.nobodyFound}
            </p>
          )}
          <button onClick={() => onFound({ search })}>{texts.dispatch.urgent.stranger(search)}</button>
        </>
      )}
    </>
  );
}
