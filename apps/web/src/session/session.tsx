import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, lazy, type ReactNode, Suspense, useContext } from 'react';
import { Navigate, useLocation } from 'react-router';
import { answerOf, api, type Schemas } from '../api/client.js';
import { Problem } from '../api/problem.js';
import { endSession, hasEnded } from '../api/query-client.js';
import { LiveProvider } from '../live/live-context.js';
import { phoneOwner } from '../phone/database.js';
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
      const kept = await keptMe();
      const patience = kept ? AbortSignal.any([signal, AbortSignal.timeout(shortMilliseconds)]) : signal;
      try {
        const me = await answerOf(api.GET('/api/v1/me', { signal: patience }));
        await forgetOthers(me.id);
        forgetReads(client, me);
        return me;
      } catch (problem) {
        if (!(problem instanceof Problem)) throw problem;
        if (problem.isPassing && kept) return kept;
        if (problem.status !== 401) throw problem;
        endSession(client);
        return null;
      }
    },
    staleTime: 60_000,
    networkMode: 'always', // without a network too there may be somebody here
  });
}

/** Somebody has signed in in another tab of this browser: nothing that was read for whoever was here before stays. */
function forgetReads(client: QueryClient, me: Me): void {
  const before = client.getQueryData<Me | null>(['me']);
  if (before === undefined || before?.id === me.id) return;
  // after a session that has ended nothing but the sign-in page is shown, and what that has read is nobody's
  const type = before === null ? 'inactive' : 'all';
  client.removeQueries({ type, predicate: ({ queryKey }) => queryKey[0] !== 'me' });
}

/** Who knows already who is here does not wait for a bad network. */
const shortMilliseconds = 5_000;

/** Whose things this phone keeps: where the server cannot be asked it is still that person's phone. What the server says goes first. */
async function keptMe(): Promise<Me | undefined> {
  if (phoneOwner() === undefined) return undefined;
  const kept = await import('../phone/kept.js');
  return kept.keptMe().catch(() => undefined);
}

/** However somebody signed in: what this phone keeps of others goes. */
export async function forgetOthers(userId: string): Promise<void> {
  const owner = phoneOwner();
  if (owner === undefined || owner === userId) return;
  const kept = await import('../phone/kept.js');
  await kept.forgetOthers(userId).catch(() => undefined);
}

const PhoneProvider = lazy(() => import('../phone/phone-context.js'));

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

/** The roles that may read offers. */
export const useSeesOffers = (): boolean =>
  useHasRole('dispatcher', 'supervisor', 'agent', 'planner', 'quality_engineer', 'finance', 'site_manager');

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
      <LiveProvider key={me.id} userId={me.id}>
        <Equipped roles={me.roles}>
          <Layout>{children}</Layout>
        </Equipped>
      </LiveProvider>
    </MeContext>
  );
}

/** Technicians work where there is no network: their pages keep what they need on the phone. */
function Equipped({ roles, children }: { roles: readonly Role[]; children: ReactNode }) {
  if (!roles.includes('technician')) return children;
  return (
    <Suspense fallback={<Loading />}>
      <PhoneProvider>{children}</PhoneProvider>
    </Suspense>
  );
}
