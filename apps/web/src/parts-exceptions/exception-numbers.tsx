import { useLocationName } from '../planner/queries.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import type { PartsException } from './queries.js';

interface ExceptionNumbersProps {
  exception: PartsException;
  /** In which the part is valued. */
  currency: string | undefined;
}

/** The numbers behind an exception as two short sentences: what will happen, and from what that follows. */
export function ExceptionNumbers({ exception, currency }: ExceptionNumbersProps) {
  const [what, ...why] = useSentences(exception, currency);
  return (
    <>
      {what}
      {why.map((sentence) => (
        <small key={sentence}>{sentence}</small>
      ))}
    </>
  );
}

const days = 30;

function useSentences({ kind, numbers }: PartsException, currency: string | undefined): string[] {
  const { partsExceptions: texts } = useTexts();
  const format = useFormat();
  const locationName = useLocationName();
  const value = (name: string) => Number(numbers[name] ?? 0);
  const pieces = (name: string) => format.number(value(name));
  const monthly = (name: string) => format.number(value(name) * days);
  const day = (name: string) => format.day(String(numbers[name]));
  const money = (minor: number) => (currency ? format.money(minor, currency) : '–');
  switch (kind) {
    case 'stock_out_predicted':
      return [
        texts.stockOut(day('expectedAt'), pieces('piecesShort')),
        texts.stockOutNow(pieces('availablePieces'), pieces('backorderedPieces'), monthly('meanPerDay')),
        numbers['nextReceiptAt'] === undefined ? texts.noReceipt : texts.nextReceipt(day('nextReceiptAt')),
      ];
    case 'target_missed':
      return [
        texts.missed(format.percent(value('servedShare')), format.percent(value('targetShare'))),
        texts.missedOf(pieces('lostPieces'), pieces('wantedPieces')),
      ];
    case 'demand_shift': {
      const shifted = numbers['direction'] === 'rose' ? texts.rose : texts.fell;
      return [shifted(monthly('meanPerDayBefore'), monthly('meanPerDay'))];
    }
    case 'late_order':
      return [texts.late(pieces('daysLate'), pieces('latePieces')), texts.lateOrders(pieces('lateOrders'), day('eta'))];
    case 'excess':
      return [
        texts.excess(pieces('excessPieces'), money(value('valueMinor'))),
        texts.excessOf(pieces('onHand'), pieces('orderUpTo'), pieces('yearlyNeed')),
        texts.unwanted(pieces('daysSinceDemand')),
        ...(value('proposedAwayPieces') > 0 ? [texts.goesAway(pieces('proposedAwayPieces'))] : []),
      ];
    case 'move_proposed':
      return [
        texts.move(pieces('pieces'), locationName(String(numbers['fromLocationId']))),
        texts.moveWorth(money(value('gainMinor')), money(value('costMinor'))),
        texts.moveSource[String(numbers['source'])] ?? '',
      ].filter((sentence) => sentence !== '');
    case 'unbacked_use':
      return [
        texts.unbacked(pieces('unbackedPieces'), pieces('orders')),
        ...(value('uncountedPieces') > 0 ? [texts.uncounted(pieces('reportedPieces'), pieces('countedPieces'))] : []),
      ];
    case 'unknown_part':
      return [texts.unknown(pieces('pieces'), pieces('orders'))];
    case 'new_part':
      return [texts.newPart];
  }
}
