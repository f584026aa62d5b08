import { useQuery } from '@tanstack/react-query';
import { answerOf, api, once } from '../api/client.js';
import { useSend } from '../api/use-send.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
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
  const settle = useSend(
    ({ fingerprint, how }: { fingerprint: string; how: 'replay' | 'discard' }, key) =>
      answerOf(
        api.POST(`/api/v1/services/{service}/dead-letter-groups/{fingerprint}/${how}`, {
          params: { path: { service, fingerprint }, header: once(key) },
        }),
      ),
    ['dead-letters'],
  );
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
            {found.map(({ fingerprint, letters, type, consumer, reason, lastDiedAt }) => (
              <li key={fingerprint}>
                <strong>
                  {letters} × {type} → {consumer}
                </strong>
                <small>{reason}</small>
                <small>{format.fullDateTime(lastDiedAt)}</small>
                <span className="actions">
                  <button disabled={settle.isPending} onClick={() => settle.mutate({ fingerprint, how: 'replay' })}>
                    {texts.deadLetters.replay}
                  </button>
                  <button disabled={settle.isPending} onClick={() => settle.mutate({ fingerprint, how: 'discard' })}>
                    {texts.deadLetters.discard}
                  </button>
                </span>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {settle.error && <ProblemNote problem={settle.error} />}
    </section>
  );
}
