import { Link } from 'react-router';
import { useCategoryName } from '../api/lookups.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Badge } from '../ui/badge.js';
import { numberColumns, TableHead } from '../ui/table-head.js';
import { isComparable, isUnderWay, type PlanningRun, runTones, useOneCurrency } from './queries.js';

interface RunTableProps {
  runs: readonly PlanningRun[];
  openId: string | undefined;
  chosen: ReadonlySet<string>;
  toggle: (id: string) => void;
}

/** All runs, the newest first; two that are done can be ticked to compare them. */
export function RunTable({ runs, openId, chosen, toggle }: RunTableProps) {
  const texts = useTexts();
  const format = useFormat();
  const currency = useOneCurrency();
  const scopeName = useScopeName();
  const heads = texts.planningRuns.columns;
  return (
    <table className="list stacking">
      <TableHead
        columns={[
          { label: texts.planner.choose, isHidden: true },
          ...[heads.run, heads.status, heads.scope],
          ...numberColumns([heads.found, heads.value]),
          heads.published,
        ]}
      />
      <tbody>
        {runs.map((run) => (
          <tr key={run.id} aria-current={run.id === openId}>
            <td>
              {isComparable(run) && (
                <input
                  type="checkbox"
                  aria-label={texts.planningRuns.title(format.dateTime(run.requestedAt))}
                  checked={chosen.has(run.id)}
                  disabled={chosen.size >= 2 && !chosen.has(run.id)}
                  onChange={() => toggle(run.id)}
                />
              )}
            </td>
            <th scope="row" data-label={heads.run}>
              <Link to={`/app/planning-runs/${run.id}`}>{format.fullDateTime(run.requestedAt)}</Link>
              <small>
                {texts.planningRuns.trigger[run.trigger]}, {run.requestedBy}
              </small>
            </th>
            <td data-label={heads.status}>
              <Badge tone={runTones[run.status]}>{texts.planningRuns.status[run.status]}</Badge>
              {isUnderWay(run) && run.partsTotal > 0 && <small>{format.percent(run.partsDone / run.partsTotal)}</small>}
            </td>
            <td data-label={heads.scope} className="wrap">
              {scopeName(run)}
            </td>
            <td data-label={heads.found} className="number">
              {format.number(run.itemLocations)}
            </td>
            <td data-label={heads.value} className="number">
              {currency ? format.money(run.stockValueMinor, currency) : '–'}
            </td>
            <td data-label={heads.published}>
              {run.publishedAt && format.dateTime(run.publishedAt)}
              {run.publishedBy && <small>{run.publishedBy}</small>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Which item-locations a run plans, in words. */
export function useScopeName(): (run: PlanningRun) => string {
  const { planningRuns: texts } = useTexts();
  const format = useFormat();
  const categoryName = useCategoryName();
  return ({ scope: { categories = [], partIds = [], locationIds = [] } }) => {
    if (categories.length + partIds.length + locationIds.length === 0) return texts.everything;
    const count = (ids: readonly string[]) => (ids.length === 0 ? texts.any : format.number(ids.length));
    const names = categories.slice(0, 3).map(categoryName).join(', ');
    const more = categories.length > 3 ? ` +${categories.length - 3}` : '';
    return texts.scopeOf(categories.length === 0 ? texts.any : `${names}${more}`, count(partIds), count(locationIds));
  };
}
