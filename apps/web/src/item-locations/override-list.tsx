import { usePolicy, type Policy } from '../planner/queries.js';
import { useAutomaticPolicy } from '../planner/policy-writes.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Badge } from '../ui/badge.js';
import { Loaded, ProblemNote } from '../ui/states.js';
import { type Item, type PlanningOverride, useEndOverride, useOverrides } from './queries.js';

/** What planners have said about this item-location: who, why, until when; and the way back to automatic. */
export function OverrideList({ item }: { item: Item }) {
  const { itemLocations: texts } = useTexts();
  const query = useOverrides(item);
  const { data: policy } = usePolicy(item);
  return (
    <section className="panel">
      <h2>{texts.overrides}</h2>
      <Loaded query={query}>
        {(overrides) =>
          overrides.length === 0 && !policy?.overridden ? (
            <p className="muted">{texts.noOverrides}</p>
          ) : (
            <ul className="plain rows">
              {policy?.overridden && <PolicyRow key={policy.version} policy={policy} />}
              {overrides.map((override) => (
                <OverrideRow key={`${override.id} ${override.version}`} override={override} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}

function PolicyRow({ policy }: { policy: Policy }) {
  const texts = useTexts();
  const format = useFormat();
  const automatic = useAutomaticPolicy(policy);
  const { reorderPoint, orderUpTo, overrideReason, overriddenBy, overriddenAt, overrideEndsAt } = policy;
  return (
    <li>
      <p className="badges">
        <Badge tone="warn">{texts.itemLocations.kinds.policy}</Badge> {format.number(reorderPoint)} /{' '}
        {format.number(orderUpTo)}: {overrideReason}
      </p>
      <small>
        {overriddenBy && overriddenAt && texts.itemLocations.by(overriddenBy, format.fullDateTime(overriddenAt))}
        {overrideEndsAt && `; ${texts.itemLocations.endsAt(format.fullDateTime(overrideEndsAt))}`}
      </small>
      <button disabled={automatic.isPending} onClick={() => automatic.mutate(undefined)}>
        {texts.planner.automatic(policy.computedReorderPoint, policy.computedOrderUpTo)}
      </button>
      {automatic.error && <ProblemNote problem={automatic.error} />}
    </li>
  );
}

function OverrideRow({ override }: { override: PlanningOverride }) {
  const { itemLocations: texts } = useTexts();
  const format = useFormat();
  const end = useEndOverride(override);
  const { kind, reason, author, enteredAt, endsAt, endedAt, active } = override;
  return (
    <li>
      <p className="badges">
        <Badge tone={active ? 'warn' : 'plain'}>{texts.kinds[kind]}</Badge> <Value override={override} />: {reason}
      </p>
      <small>
        {texts.by(author, format.fullDateTime(enteredAt))}
        {active && endsAt && `; ${texts.endsAt(format.fullDateTime(endsAt))}`}
        {endedAt && `; ${texts.endedAt(format.fullDateTime(endedAt))}`}
      </small>
      {active && (
        <button disabled={end.isPending} onClick={() => end.mutate('end')}>
          {texts.automatic}
        </button>
      )}
      {end.error && <ProblemNote problem={end.error} />}
    </li>
  );
}

function Value({ override: { meanPerDay, demandClass, targetShare } }: { override: PlanningOverride }) {
  const { itemLocations: texts } = useTexts();
  const format = useFormat();
  if (demandClass) return texts.demandClass[demandClass];
  if (targetShare !== undefined && targetShare !== null) return format.percent(targetShare);
  return texts.meanIs(format.precise(meanPerDay ?? 0));
}
