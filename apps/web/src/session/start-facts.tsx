import { useTexts } from '../texts/text-context.js';

interface Service {
  name: string;
  instances: number;
  ready: number;
}

/** Whether every service answers, and where the API is documented. */
export function StartFacts({ services }: { services: readonly Service[] }) {
  const texts = useTexts();
  return (
    <footer className="start-facts">
      <ul aria-label={texts.signIn.services}>
        {services.map(({ name, instances, ready }) => (
          <li key={name} className={ready > 0 ? 'ready' : 'away'}>
            {name} {ready > 0 ? texts.signIn.ready : texts.signIn.away}
            {instances > 1 && ` ${ready}/${instances}`}
          </li>
        ))}
      </ul>
      <p>
        <a href="/docs">{texts.signIn.api}</a> · <a href="/api/v1/openapi.json">{texts.signIn.document}</a>
      </p>
    </footer>
  );
}
