import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api, once, type Schemas } from '../api/client.js';
import { useSend } from '../api/use-send.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { Loaded, ProblemNote } from '../ui/states.js';
import { useTitle } from '../ui/use-title.js';

const services = ['desk', 'dispatch', 'inventory', 'quality'] as const;
type Service = (typeof services)[number];

/** Events that a listener could not take, by cause: try them again, or give them up. */
export default function DeadLettersPage() {
  const texts = useTexts();
  useTitle(texts.pages.deadLetters);
  return (
    <>
      <header className="page-head">
        <h1>{texts.pages.deadLetters}</h1>
      </header>
      <div className="columns">
        {services.map((service) => (
          <ServicePanel key={service} service={service} />
        ))}
      </div>
    </>
  );
}

function ServicePanel({ service }: { service: Service }) {
  const texts = useTexts();
  const format = useFormat();
  const path = { service };
  const groups = useQuery({
    queryKey: ['dead-letters', service],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/services/{service}/dead-letter-groups', { params: { path }, signal })),
    refetchInterval: 30_000,
  });
  const health = useQuery({
    queryKey: ['dead-letters', 'event-path', service],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/services/{service}/event-path', { params: { path }, signal })),
    refetchInterval: 5_000,
  });
  return (
    <section className="panel">
      <h2>{service}</h2>
      {health.data && (
        <p className="muted">
          {texts.deadLetters.path(
            health.data.inboxPending,
            format.number(health.data.oldestPendingSeconds),
            health.data.retrying,
          )}
        </p>
      )}
      <Loaded query={groups} isEmpty={(found) => found.length === 0} empty={texts.deadLetters.none}>
        {(found) => (
          <ul className="plain rows">
            {found.map((group) => (
              <li key={group.fingerprint}>
                <GroupRow service={service} group={group} />
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </section>
  );
}

interface GroupRowProps {
  service: Service;
  group: Schemas['DeadLetterGroupView'];
}

function GroupRow({ service, group }: GroupRowProps) {
  const texts = useTexts();
  const format = useFormat();
  const replay = useSettle(service, 'replay');
  const discard = useSettle(service, 'discard');
  const [isAsked, setAsked] = useState(false);
  const { fingerprint, letters, type, consumer, reason, lastDiedAt } = group;
  return (
    <>
      <strong>
        {letters} × {type} → {consumer}
      </strong>
      <small>{reason}</small>
      <small>{format.fullDateTime(lastDiedAt)}</small>
      <span className="actions">
        <button disabled={replay.isPending} onClick={() => replay.mutate(fingerprint)}>
          {texts.deadLetters.replay}
        </button>
        <button onClick={() => setAsked(true)}>{texts.deadLetters.discard}</button>
      </span>
      {replay.error && <ProblemNote problem={replay.error} />}
      {isAsked && (
        <ConfirmDialog
          title={texts.deadLetters.discardTitle(letters, type)}
          submit={texts.deadLetters.discard}
          send={discard}
          wish={fingerprint}
          onClose={() => setAsked(false)}
        >
          <p>{texts.deadLetters.discardNote(consumer)}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

const useSettle = (service: Service, how: 'replay' | 'discard') =>
  useSend(
    (fingerprint: string, key) =>
      answerOf(
        api.POST(`/api/v1/services/{service}/dead-letter-groups/{fingerprint}/${how}`, {
          params: { path: { service, fingerprint }, header: once(key) },
        }),
      ),
    ['dead-letters'],
  );
