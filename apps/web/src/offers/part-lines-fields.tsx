import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { allPages, answerOf, api } from '../api/client.js';
import { usePartName, useParts } from '../api/lookups.js';
import type { Problem } from '../api/problem.js';
import { PartNumbers } from '../planner/part-filter.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Field } from '../ui/field.js';
import type { PartLine } from './part-lines.js';
import type { Offer } from './queries.js';

/** As many as a counter-offer may name. */
const mostLines = 50;

interface PartLinesFieldsProps {
  offer: Offer;
  lines: readonly PartLine[];
  /** Keys of lines whose number no part has. */
  unknown: ReadonlySet<number>;
  onChange: (lines: readonly PartLine[]) => void;
  problem: Problem | null;
}

/** Parts by number and quantity, each with what the site has of it; those that the fault probably needs are one click away. */
export function PartLinesFields({ offer, lines, unknown, onChange, problem }: PartLinesFieldsProps) {
  const { offers: texts, planner } = useTexts();
  const numbers = useId();
  const partName = usePartName();
  const { data: parts = [] } = useParts();
  const add = (number: string, quantity: number) =>
    onChange([...lines, { key: Math.max(0, ...lines.map(({ key }) => key)) + 1, number, quantity }]);
  const change = (changed: PartLine) => onChange(lines.map((line) => (line.key === changed.key ? changed : line)));
  const likely = offer.likelyParts.flatMap(({ partId, quantity }) => {
    const number = parts.find(({ id }) => id === partId)?.number;
    return number === undefined || lines.some((line) => line.number.trim() === number)
      ? []
      : [{ partId, number, quantity }];
  });
  return (
    <fieldset>
      <legend>{texts.parts}</legend>
      <p className="muted">{texts.partsHint}</p>
      {lines.map((line, index) => {
        const partId = parts.find(({ number }) => number === line.number.trim())?.id;
        const hint = unknown.has(line.key)
          ? texts.unknownPart
          : partId && <OwnStock siteId={offer.siteId} partId={partId} />;
        return (
          <div key={line.key} className="filters">
            <Field label={planner.partNumber} name={`parts[${index}].partId`} problem={problem} {...(hint && { hint })}>
              <input
                list={numbers}
                required
                value={line.number}
                onChange={({ target }) => change({ ...line, number: target.value })}
              />
            </Field>
            <Field label={planner.columns.quantity} name={`parts[${index}].quantity`} problem={problem}>
              <input
                type="number"
                min={1}
                max={1000}
                required
                value={line.quantity || ''}
                onChange={({ target }) => change({ ...line, quantity: Number(target.value) })}
              />
            </Field>
            <button type="button" onClick={() => onChange(lines.filter(({ key }) => key !== line.key))}>
              {texts.removePart}
            </button>
          </div>
        );
      })}
      <PartNumbers id={numbers} />
      {lines.length < mostLines && (
        <p className="badges">
          {likely.map(({ partId, number, quantity }) => (
            <button key={partId} type="button" onClick={() => add(number, quantity)}>
              + {quantity} × {partName(partId)}
            </button>
          ))}
          <button type="button" onClick={() => add('', 1)}>
            {texts.addPart}
          </button>
        </p>
      )}
    </fieldset>
  );
}

/** What the site has of a part and has promised to nobody, on its shelves and in its vans. */
function OwnStock({ siteId, partId }: { siteId: string; partId: string }) {
  const { offers: texts } = useTexts();
  const format = useFormat();
  const { data: levels } = useQuery({
    queryKey: ['levels', 'of-site', siteId, partId],
    queryFn: ({ signal }) =>
      allPages((cursor) =>
        answerOf(
          api.GET('/api/v1/stock-levels', { params: { query: { siteId, partId, limit: 200, cursor } }, signal }),
        ),
      ),
  });
  if (!levels) return null;
  const usable = levels.filter(({ locationKind }) => locationKind === 'site' || locationKind === 'van');
  return texts.ownStock(format.number(usable.reduce((sum, { available }) => sum + available, 0)));
}
