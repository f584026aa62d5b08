import { useQuery } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../api/client.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Badge, type Tone } from '../ui/badge.js';
import { Drawer } from '../ui/drawer.js';
import { Loaded } from '../ui/states.js';
import { numberColumns, TableHead } from '../ui/table-head.js';
import type { Key } from './key-row.js';

type Call = Schemas['KeyCallView'];

/** No event tells of a call. */
const againMilliseconds = 5_000;
const mostCalls = 100;

/** What the programs that use a key did last, and what came of it. */
export function KeyCalls({ item, onClose }: { item: Key; onClose: () => void }) {
  const { calls: texts } = useTexts().keys;
  const query = useQuery({
    queryKey: ['keys', item.id, 'calls'],
    queryFn: async ({ signal }) => {
      const params = { path: { id: item.id }, query: { limit: mostCalls } };
      return (await answerOf(api.GET('/api/v1/api-keys/{id}/calls', { params, signal }))).items;
    },
    refetchInterval: againMilliseconds,
  });
  const heads = texts.columns;
  return (
    <Drawer title={texts.of(item.name)} onClose={onClose}>
      <p className="muted">{texts.about}</p>
      <Loaded query={query} isEmpty={(calls) => calls.length === 0} empty={texts.none}>
        {(calls) => (
          <table className="list stacking">
            <TableHead columns={[heads.at, heads.call, heads.status, ...numberColumns([heads.duration])]} />
            <tbody>
              {calls.map((call) => (
                <CallRow key={call.id} call={call} />
              ))}
            </tbody>
          </table>
        )}
      </Loaded>
    </Drawer>
  );
}

function CallRow({ call }: { call: Call }) {
  const { columns: heads, milliseconds } = useTexts().keys.calls;
  const format = useFormat();
  return (
    <tr>
      <td data-label={heads.at}>
        <time dateTime={call.at}>{format.seconds(call.at)}</time>
      </td>
      <th scope="row" data-label={heads.call} className="wrap">
        {call.method} {call.path}
        {call.status >= 400 && <small>{call.correlationId}</small>}
      </th>
      <td data-label={heads.status}>
        <Badge tone={toneOf(call.status)}>{call.status}</Badge>
      </td>
      <td data-label={heads.duration} className="number">
        {milliseconds(format.number(call.durationMilliseconds))}
      </td>
    </tr>
  );
}

function toneOf(status: number): Tone {
  if (status >= 500) return 'bad';
  return status >= 400 ? 'warn' : 'good';
}
