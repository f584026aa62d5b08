import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { type Topic, topicsOf } from '../api/topics.js';
import { renewVisits } from '../visits/board-visits.js';
import { gather } from './gather.js';
import { openSharedStream } from './shared-stream.js';
import type { LiveState } from './stream.js';

interface Live {
  state: LiveState;
  /** When what is shown was last known to be up to date; undefined while it is. */
  since: number | undefined;
}

const LiveContext = createContext<Live>({ state: 'connecting', since: undefined });

/** Keeps what is shown up to date: each fact of the stream makes the queries it may have changed read again. */
export function LiveProvider({ userId, children }: { userId: string; children: ReactNode }) {
  const client = useQueryClient();
  const [live, setLive] = useState<Live>({ state: 'connecting', since: undefined });
  useEffect(() => {
    const changed = gather<Topic>((topics) => {
      for (const topic of topics) void client.invalidateQueries({ queryKey: [topic] });
    });
    const moved = gather<string>((orders) => void renewVisits(client, [...orders]));
    let isCut = false;
    const end = openSharedStream(userId, {
      fact: (type, { repairOrderId }) => {
        changed.add(topicsOf(type));
        if (changesVisits(type) && typeof repairOrderId === 'string') moved.add([repairOrderId]);
      },
      missed: () => void client.invalidateQueries(),
      refused: () => void client.invalidateQueries({ queryKey: ['me'] }),
      state: (state) => {
        if (state === 'live' && isCut) void client.invalidateQueries({ queryKey: ['me'] }); // it may be somebody else's session by now
        isCut = state === 'cut-off';
        setLive((before) => ({ state, since: isCut ? (before.since ?? Date.now()) : undefined }));
      },
    });
    return () => {
      changed.stop();
      moved.stop();
      end();
    };
  }, [client, userId]);
  return <LiveContext value={live}>{children}</LiveContext>;
}

/** A visit on the board also shows how urgent its order is. */
const changesVisits = (type: string) =>
  type.startsWith('dispatch.visit.') || type === 'dispatch.repair-order.urgency-changed.v1';

export const useLive = (): Live => useContext(LiveContext);
