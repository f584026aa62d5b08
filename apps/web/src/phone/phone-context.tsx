import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { Schemas } from '../api/client.js';
import { newUuid } from '../api/uuid.js';
import { useMe } from '../session/session.js';
import { Loading } from '../ui/states.js';
import { keepReads } from './kept.js';
import { Outgoing } from './outgoing.js';
import {
  addSteps,
  discardStep,
  discardSteps,
  forgetSent,
  sendAgain,
  stepsOf,
  stepsOfOthers,
  tryAgain,
} from './queue.js';
import { registerOffline } from './register.js';
import type { SendEnd } from './sender.js';
import { type SeenVisit, type Step, type StepWish, versionFor } from './steps.js';

type Visit = Schemas['VisitView'];
/** A step as the page wishes it; a photo brings the key that it has had since it was taken. */
export type Wish = StepWish & { key?: string };

interface Phone {
  /** What was done on this phone, oldest first; sent steps of the last two days too. */
  steps: readonly Step[];
  /** How the last round of sending has ended; undefined while the first one runs. */
  end: SendEnd | undefined;
  /** Steps of other users that wait here until these sign in again. */
  ofOthers: number;
  /** Writes down what was done at this time, then sends it as soon as that is possible. */
  add(visit: Visit, at: string, wishes: readonly Wish[]): Promise<void>;
  /** Sends the refused steps of a visit after all, on what it is now. */
  sendAgain(visit: SeenVisit): Promise<void>;
  discard(visitId: string): Promise<void>;
  tryAgain(step: Step): Promise<void>;
  remove(step: Step): Promise<void>;
}

const PhoneContext = createContext<Phone | undefined>(undefined);

export function usePhone(): Phone {
  const phone = useContext(PhoneContext);
  if (!phone) throw new Error('usePhone is called outside of PhoneProvider');
  return phone;
}

/** Around the pages of a technician: what was read stays on the phone, what is done waits there until it is sent. */
export default function PhoneProvider({ children }: { children: ReactNode }) {
  const userId = useMe().id;
  const isReady = useKeptReads();
  const client = useQueryClient();
  const [steps, setSteps] = useState<readonly Step[]>([]);
  const [end, setEnd] = useState<SendEnd>();
  const [ofOthers, setOfOthers] = useState(0);
  const outgoing = useRef<Outgoing>(undefined);
  useEffect(() => {
    const read = () => void stepsOf(userId).then(setSteps, () => undefined);
    const sender = new Outgoing(userId, {
      changed: read,
      ended: (how) => {
        setEnd(how);
        if (how === 'signed-out') void client.invalidateQueries({ queryKey: ['me'] });
      },
      visit: (visit) => {
        client.setQueryData<Visit[]>(['visits', 'day'], (day) =>
          day?.map((one) => (one.id === visit.id ? visit : one)),
        );
        for (const topic of ['visits', 'orders']) void client.invalidateQueries({ queryKey: [topic] });
      },
    });
    outgoing.current = sender;
    void forgetSent(userId).then(read, read);
    void stepsOfOthers(userId).then(setOfOthers, () => undefined);
    sender.start();
    return () => sender.stop();
  }, [userId, client]);

  const phone = useMemo((): Phone => {
    const write = async (change: Promise<void>) => {
      await change;
      setSteps(await stepsOf(userId));
      outgoing.current?.ring();
    };
    return {
      steps,
      end,
      ofOthers,
      async add(visit, at, wishes) {
        const { id: visitId, requestId, orderNumber, start } = visit;
        const version = versionFor(visit, await stepsOf(userId));
        const base = { userId, visitId, requestId, orderNumber, start, at, version };
        await write(addSteps(wishes.map((wish) => ({ ...base, ...wish, key: wish.key ?? newUuid() }))));
      },
      sendAgain: (visit) => write(sendAgain(userId, visit)),
      discard: (visitId) => write(discardSteps(userId, visitId)),
      tryAgain: ({ seq }) => write(tryAgain(userId, seq)),
      remove: ({ seq }) => write(discardStep(userId, seq)),
    };
  }, [userId, steps, end, ofOthers]);
  return isReady ? <PhoneContext value={phone}>{children}</PhoneContext> : <Loading />;
}

/** Whether what was kept is in the cache. A browser that keeps no data (a private window) works as others do, online. */
function useKeptReads(): boolean {
  const client = useQueryClient();
  const me = useMe();
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    let isHere = true;
    let stop: () => void = () => undefined;
    const defaults = client.getDefaultOptions();
    client.setDefaultOptions({ ...defaults, queries: { ...defaults.queries, gcTime: Infinity } }); // what is read is needed when there is no network
    void keepReads(client, me)
      .then((end) => (isHere ? (stop = end) : end()))
      .catch(() => undefined)
      .finally(() => setReady(true));
    void registerOffline();
    return () => {
      isHere = false;
      stop();
    };
  }, [client, me]);
  return isReady;
}
