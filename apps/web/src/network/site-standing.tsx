import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { type Site, useStandingSteps } from './queries.js';

/** How the site came to stand as it does, the last step first. */
export function SiteStanding({ site }: { site: Site }) {
  const { network: texts } = useTexts();
  const format = useFormat();
  const { data: steps = [] } = useStandingSteps(site.id);
  if (steps.length === 0) return null;
  return (
    <section>
      <h3>{texts.standing}</h3>
      <ol className="steps">
        {steps.toReversed().map(({ from, to, reason, actorName, at }) => (
          <li key={at}>
            {texts.status[from]} → <strong>{texts.status[to]}</strong>
            <small>
              {format.fullDateTime(at, site.place.timeZone)}, {actorName}: {reason}
            </small>
          </li>
        ))}
      </ol>
    </section>
  );
}
