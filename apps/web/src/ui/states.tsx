import type { ReactNode } from 'react';
import { Problem } from '../api/problem.js';
import { useTexts } from '../texts/text-context.js';

export function Loading() {
  const texts = useTexts();
  return (
    <p role="status" className="loading">
      {texts.common.loading}
    </p>
  );
}

/** Who gets no answer gets no words from the API. */
const unanswered = ({ slug }: Problem, { common }: ReturnType<typeof useTexts>): string | undefined =>
  slug === 'unreachable' || slug === 'offline' ? common[slug] : undefined;

/** Why something was refused: our title for it, then the API's own sentence. */
export function ProblemNote({ problem }: { problem: Error }) {
  const texts = useTexts();
  const known = problem instanceof Problem ? problem : undefined;
  const title = known ? (unanswered(known, texts) ?? known.title) : problem.message;
  return (
    <div role="alert" className="note fault">
      <strong>{title}</strong>
      {known?.detail && <p>{known.detail}</p>}
      {known && known.status >= 500 && known.correlationId && <small>{known.correlationId}</small>}
    </div>
  );
}

export function ProblemPanel({ problem, retry }: { problem: Error; retry?: () => void }) {
  const texts = useTexts();
  return (
    <div className="panel">
      <ProblemNote problem={problem} />
      {retry && <button onClick={retry}>{texts.common.retry}</button>}
    </div>
  );
}

/** What `Loaded` has to know of a query. */
export interface Asked<T> {
  data: T | undefined;
  error: Error | null;
  refetch: () => unknown;
}

interface LoadedProps<T> {
  query: Asked<T>;
  isEmpty?: (data: T) => boolean;
  empty?: ReactNode;
  children: (data: T) => ReactNode;
}

/** What a query brought; until then, or when it fails or brings nothing, the word for that. Old data stays in sight while it is read again. */
export function Loaded<T>({ query, isEmpty, empty, children }: LoadedProps<T>) {
  const texts = useTexts();
  const { data, error, refetch } = query;
  if (data === undefined) return error ? <ProblemPanel problem={error} retry={() => void refetch()} /> : <Loading />;
  return (
    <>
      {error && <ProblemNote problem={error} />}
      {isEmpty?.(data) ? <p className="empty">{empty ?? texts.common.nothing}</p> : children(data)}
    </>
  );
}
