import { useTexts } from '../texts/text-context.js';

interface Paged {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

/** The button below a list that goes on. */
export function More({ query }: { query: Paged }) {
  const texts = useTexts();
  if (!query.hasNextPage) return null;
  return (
    <button className="more" onClick={() => void query.fetchNextPage()} disabled={query.isFetchingNextPage}>
      {texts.common.more}
    </button>
  );
}
