import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { answerOf, api, once, type Schemas } from '../api/client.js';
import { usePartName, useParts } from '../api/lookups.js';
import { useSend } from '../api/use-send.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Dialog } from '../ui/dialog.js';
import { Facts } from '../ui/facts.js';
import { Field } from '../ui/field.js';
import { named, Options } from '../ui/options.js';
import { SendForm } from '../ui/send-form.js';
import { outcomeOf, signed } from './count.js';
import { PartNumbers } from './part-filter.js';
import { isCounted } from './places.js';
import { useLocationName, useLocations } from './queries.js';

export interface CountedItem {
  partId: string;
  locationId: string;
}

interface CountDialogProps {
  /** What is counted; chosen in the dialog where it is left out. */
  item?: CountedItem | undefined;
  onDone: (correction: Schemas['StockCorrection']) => void;
  onClose: () => void;
}

/** The counted pieces of one part at one place beside what the books say; the API books the difference. */
export function CountDialog({ item, onDone, onClose }: CountDialogProps) {
  const texts = useTexts();
  const partName = usePartName();
  const locationName = useLocationName();
  const { data: parts = [] } = useParts();
  const [typed, setTyped] = useState('');
  const [place, setPlace] = useState('');
  const [counted, setCounted] = useState<number>();
  const send = useSend(
    (body: Schemas['NewCount'], key) =>
      answerOf(api.POST('/api/v1/stock-movements/counts', { params: { header: once(key) }, body })),
    ['levels', 'movements', 'planning-exceptions'],
  );
  const partId = item?.partId ?? parts.find(({ number }) => number === typed.trim())?.id;
  const locationId = item?.locationId ?? place;
  const chosen = partId !== undefined && locationId !== '' ? { partId, locationId } : undefined;
  return (
    <Dialog title={item ? texts.stockCount.countOf(partName(item.partId)) : texts.stockCount.other} onClose={onClose}>
      <SendForm
        send={send}
        submit={texts.stockCount.count}
        isImpossible={!chosen}
        onDone={(correction) => {
          onDone(correction);
          onClose();
        }}
        wish={({ text, number }) =>
          chosen && { ...chosen, counted: number('counted') ?? 0, reason: text('reason') ?? '' }
        }
      >
        {item ? (
          <p className="muted">{locationName(item.locationId)}</p>
        ) : (
          <ItemFields isUnknown={typed.trim() !== '' && partId === undefined} onNumber={setTyped} onPlace={setPlace} />
        )}
        {chosen && <BookedFacts item={chosen} counted={counted} />}
        <Field label={texts.stockCount.counted} name="counted" problem={send.error}>
          <input
            type="number"
            name="counted"
            min={0}
            step={1}
            required
            inputMode="numeric"
            onChange={({ target }) => setCounted(target.value === '' ? undefined : Number(target.value))}
          />
        </Field>
        <Field label={texts.common.reason} name="reason" problem={send.error} hint={texts.stockCount.reasonHint}>
          <input name="reason" required minLength={3} maxLength={500} />
        </Field>
      </SendForm>
    </Dialog>
  );
}

/** What the books say now, also when it changes while somebody counts, and what the count makes of it. */
function BookedFacts({ item, counted }: { item: CountedItem; counted: number | undefined }) {
  const texts = useTexts();
  const format = useFormat();
  const { data: level } = useQuery({
    queryKey: ['levels', 'of', item.partId, item.locationId],
    queryFn: async ({ signal }) => {
      const { items } = await answerOf(api.GET('/api/v1/stock-levels', { params: { query: { ...item } }, signal }));
      return items[0] ?? null;
    },
  });
  if (level === undefined) return null;
  const books = level ?? { onHand: 0, reserved: 0, onOrder: 0 }; // without a row nothing has ever lain there
  const outcome = counted === undefined ? undefined : outcomeOf(counted, books);
  const { onHand, reserved, onOrder } = texts.planner.columns;
  return (
    <>
      <Facts
        facts={[
          [texts.stockCount.booked, `${format.number(books.onHand)} ${onHand}`],
          [reserved, format.number(books.reserved)],
          [onOrder, format.number(books.onOrder)],
          [
            texts.stockCount.difference,
            outcome &&
              (outcome.difference === 0
                ? texts.stockCount.none
                : signed(outcome.difference, format.number(outcome.difference))),
          ],
        ]}
      />
      {outcome?.takesHeld && (
        <p className="note warn" role="status">
          {texts.stockCount.held(format.number(books.reserved))}
        </p>
      )}
    </>
  );
}

interface ItemFieldsProps {
  /** No part has the number that stands there. */
  isUnknown: boolean;
  onNumber: (number: string) => void;
  onPlace: (locationId: string) => void;
}

/** Which part, by its number, and where. */
function ItemFields({ isUnknown, onNumber, onPlace }: ItemFieldsProps) {
  const texts = useTexts();
  const numbers = useId();
  const { data: locations = [] } = useLocations();
  return (
    <>
      <Field label={texts.planner.partNumber} {...(isUnknown && { hint: texts.stockCount.unknownPart })}>
        <input list={numbers} required onChange={({ target }) => onNumber(target.value)} />
      </Field>
      <PartNumbers id={numbers} />
      <Field label={texts.planner.columns.location}>
        <select required onChange={({ target }) => onPlace(target.value)}>
          <Options none={texts.common.choose} of={named(locations.filter(isCounted))} />
        </select>
      </Field>
    </>
  );
}
