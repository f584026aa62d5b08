import { useQueries, useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../api/client.js';
import { useDebounced } from '../moves/use-debounced.js';
import { usePick, useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Facts } from '../ui/facts.js';

interface SuggestionProps {
  /** Of the product; empty while nobody has chosen one. */
  category: string;
  /** What has been typed so far. */
  problem: string;
}

const settledMilliseconds = 600;
const fewestCharacters = 2;
/** It goes in the address, which has a limit; the first words say what it is. */
const mostCharacters = 500;
const mostShown = 3;
const seldomMilliseconds = 600_000;

/** What was wrong where others told the same, while the customer is still talking. Where it cannot be had nothing is shown: the report does without. */
export default function Suggestion({ category, problem }: SuggestionProps) {
  const texts = useTexts();
  const format = useFormat();
  const told = problem.trim().slice(0, mostCharacters).toWellFormed();
  const isEnough = category !== '' && told.length >= fewestCharacters;
  const asked = useDebounced(isEnough ? told : undefined, `${category} ${told}`, settledMilliseconds);
  const { data } = useSuggestion(category, asked);
  const parts = useNamedParts(data?.likelyParts.slice(0, mostShown) ?? []);
  if (!isEnough || !data) return null;
  const { likelyFaults, skill, skillLevel, durationMinutes, orders } = data;
  const words = texts.requests.suggestion;
  const faults = likelyFaults
    .slice(0, mostShown)
    .map(({ faultCode, probability }) => `${faultCode} ${format.percent(probability)}`);
  return (
    <div className="note">
      <strong>{words.title}</strong> <small className="muted">{words.of(format.number(orders))}</small>
      <Facts
        facts={[
          [words.faults, faults.join(', ')],
          [texts.orders.likelyParts, parts.join(', ')],
          [texts.orders.skill, `${texts.skills[skill] ?? skill} ${texts.orders.level(skillLevel)}`],
          [words.duration, format.span(durationMinutes * 60_000)],
        ]}
      />
    </div>
  );
}

/** The last answer stays in sight while the next one is on its way, unless it was about another kind of product. */
function useSuggestion(category: string, problem: string | undefined) {
  return useQuery({
    queryKey: ['categories', 'suggestion', category, problem],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/triage-suggestions', { params: { query: { category, problem: problem ?? '' } }, signal }),
      ),
    enabled: problem !== undefined,
    placeholderData: (before, query) => (query?.queryKey[2] === category ? before : undefined),
    staleTime: seldomMilliseconds,
    retry: false,
  });
}

interface LikelyPart {
  partId: string;
  quantity: number;
  probability: number;
}

/** The few that are shown are asked for one by one: to read every part would take pages. */
function useNamedParts(likely: readonly LikelyPart[]): string[] {
  const pick = usePick();
  const format = useFormat();
  const answers = useQueries({
    queries: likely.map(({ partId: id }) => ({
      queryKey: ['parts', 'one', id],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        answerOf(api.GET('/api/v1/parts/{id}', { params: { path: { id } }, signal })),
      staleTime: seldomMilliseconds,
      retry: false,
    })),
  });
  return likely.flatMap(({ quantity, probability }, index) => {
    const part = answers[index]?.data;
    if (!part) return [];
    return [
      `${quantity} × ${part.number} ${pick({ en: part.nameEn, zh: part.nameZh })} ${format.percent(probability)}`,
    ];
  });
}
