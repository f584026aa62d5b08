import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext } from 'react';
import { Navigate, useLocation } from 'react-router';
import { answerOf, api, type Schemas } from '../api/client.js';
import { Problem } from '../api/problem.js';
import { endSession, hasEnded } from '../api/query-client.js';
import { LiveProvider } from '../live/live-context.js';
import { Layout } from '../shell/layout.js';
import { Loading, ProblemPanel } from '../ui/states.js';
import type { Role } from './roles.js';

export type Me = Schemas['MeView'];

/** Who is signed in; null for nobody. */
export function useMeQuery() {
  const client = useQueryClient();
  return useQuery<Me | null, Problem>({
    queryKey: ['me'],
    queryFn: async ({ signal }) => {
      try {
        return await answerOf(api.GET('/api/v1/me', { signal }));
      } catch (problem) {
        if (!(problem instanceof Problem) || problem.status !== 401) throw problem;
        endSession(client);
        return null;
      }
    },
    staleTime: 60_000,
  });
}

const MeContext = createContext<Me | undefined>(undefined);

/** The signed-in user; only below `SignedIn`. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error('useMe is called outside of SignedIn');
  return me;
}

export function useHasRole(...roles: readonly Role[]): boolean {
  const me = useMe();
  return me.roles.some((role) => role === 'admin' || roles.includes(role));
}

/** Everything behind the sign-in: whoever is not signed in goes there first and comes back to the same place. */
export function SignedIn({ children }: { children: ReactNode }) {
  const { data: me, error, refetch } = useMeQuery();
  const { pathname, search } = useLocation();
  const client = useQueryClient();
  if (me === null) {
    const next = `${pathname}${search}`;
    return <Navigate to={`/?next=${encodeURIComponent(next)}${hasEnded(client) ? '&expired' : ''}`} replace />;
  }
  if (!me) return error ? <ProblemPanel problem={error} retry={() => void refetch()} /> : <Loading />;
  return (
    <MeContext value={me}>
      <LiveProvider>
        <Layout>{children}</Layout>
      </LiveProvider>
    </MeContext>
  );
}
