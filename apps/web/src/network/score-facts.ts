import type { Schemas } from '../api/client.js';

export type Indicator = Schemas['IndicatorView']['indicator'];
export type ScoredOrder = Schemas['ScoredOrderView'];

/** One thing that an order's value was made of: an answer, an instant, a span in milliseconds, so many of so many, or a code. */
export type ScoreFact =
  | { name: 'satisfied' | 'complaint' | 'timesConfirmed' | 'workConfirmed' | 'faultFreePart'; answer: boolean }
  | { name: 'accepted' | 'planned' | 'arrived' | 'finished' | 'returned'; at: string }
  | { name: 'promised'; from: string; to: string }
  | { name: 'took' | 'waitedForParts'; milliseconds: number }
  | { name: 'rating' | 'steps'; part: number; whole: number }
  | { name: 'fault'; code: string };

type Answered = Extract<ScoreFact, { answer: boolean }>['name'];

const bestRating = 5;

/** What the definition of an indicator looks at in one order, and nothing else; what nobody has answered yet is left out. */
export function scoreFactsOf(indicator: Indicator, order: ScoredOrder): ScoreFact[] {
  const { acceptedAt, scheduledStart, arrivedAt, finishedAt, windowFrom, windowTo } = order;
  switch (indicator) {
    case 'truthfulness':
      return [
        { name: 'accepted', at: acceptedAt },
        { name: 'arrived', at: arrivedAt },
        { name: 'finished', at: finishedAt },
        ...answered('timesConfirmed', order.timesConfirmed),
        ...answered('workConfirmed', order.workConfirmed),
      ];
    case 'satisfaction':
      return [
        ...answered('satisfied', order.satisfied),
        ...answered('complaint', order.complaint),
        ...returned(order.returnedAt),
      ];
    case 'repairTime':
      return [
        { name: 'took', milliseconds: Date.parse(finishedAt) - Date.parse(acceptedAt) },
        ...(order.waitingPartsSeconds > 0
          ? [{ name: 'waitedForParts' as const, milliseconds: order.waitingPartsSeconds * 1000 }]
          : []),
      ];
    case 'diagnosisAccuracy':
      return [
        ...(order.faultCode ? [{ name: 'fault' as const, code: order.faultCode }] : []),
        { name: 'faultFreePart', answer: order.faultFreePartReplaced },
        ...returned(order.returnedAt),
      ];
    case 'attitude':
      return order.attitude ? [{ name: 'rating', part: order.attitude, whole: bestRating }] : [];
    case 'compliance':
      return [
        { name: 'steps', part: order.mandatoryStepsDone, whole: order.mandatoryStepsTotal },
        windowFrom && windowTo
          ? { name: 'promised', from: windowFrom, to: windowTo }
          : { name: 'planned', at: scheduledStart },
        { name: 'arrived', at: arrivedAt },
      ];
  }
}

const answered = (name: Answered, answer: boolean | null | undefined): ScoreFact[] =>
  typeof answer === 'boolean' ? [{ name, answer }] : [];

const returned = (at: string | null | undefined): ScoreFact[] => (at ? [{ name: 'returned', at }] : []);
