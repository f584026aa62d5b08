import { useState } from 'react';
import { answerOf, api, once, type Schemas } from '../api/client.js';
import { useSend } from '../api/use-send.js';
import { batchesOf, together } from './batches.js';

export type Sent = { sent: number; of: number };

/**
 * Approves any number of proposals, each with the version that was seen, in groups as large as the API takes. Each group has an idempotency key of its own,
 * made from that of the whole, so pressing the button again after a break repeats none. `progress` counts what was answered.
 */
export function useApproveAll() {
  const [progress, setProgress] = useState<Sent>();
  const send = useSend(
    async (proposals: Schemas['SeenProposal'][], key) => {
      let result: Schemas['BulkResult'] | undefined;
      let sent = 0;
      for (const batch of batchesOf(proposals)) {
        setProgress({ sent, of: proposals.length });
        const header = once(`${key}.${sent}`);
        const answer = await answerOf(
          api.POST('/api/v1/proposals/approve', { params: { header }, body: { proposals: batch } }),
        );
        result = result ? together(result, answer) : answer;
        sent += batch.length;
      }
      setProgress({ sent, of: proposals.length });
      return result;
    },
    ['proposals', 'levels', 'replenishment'],
  );
  return { ...send, progress };
}
