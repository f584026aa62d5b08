import { Link } from 'react-router';
import { isUnderWay, runTones } from '../planning-runs/queries.js';
import { useScopeName } from '../planning-runs/run-table.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Badge } from '../ui/badge.js';
import { Loaded } from '../ui/states.js';
import { numberColumns, TableHead } from '../ui/table-head.js';
import { useBackTests } from './queries.js';

/** The back-tests that there are, the newest first. */
export function BackTestList() {
  const { policyLab: texts, planningRuns } = useTexts();
  const format = useFormat();
  const scopeName = useScopeName();
  const query = useBackTests();
  const heads = { ...planningRuns.columns, tested: texts.tested, methods: texts.methods, shares: texts.shares };
  return (
    <Loaded query={query} isEmpty={(runs) => runs.length === 0} empty={texts.none}>
      {(runs) => (
        <table className="list stacking">
          <TableHead
            columns={[
              texts.backTest,
              heads.status,
              heads.scope,
              heads.methods,
              heads.shares,
              ...numberColumns([heads.tested]),
            ]}
          />
          <tbody>
            {runs.map((run) => (
              <tr key={run.id}>
                <th scope="row" data-label={texts.backTest}>
                  <Link to={`/app/policy-lab/${run.id}`}>{format.fullDateTime(run.requestedAt)}</Link>
                  <small>{run.requestedBy}</small>
                </th>
                <td data-label={heads.status}>
                  <Badge tone={run.status === 'done' ? 'good' : runTones[run.status]}>{texts.status[run.status]}</Badge>
                  {isUnderWay(run) && run.partsTotal > 0 && (
                    <small>{format.percent(run.partsDone / run.partsTotal)}</small>
                  )}
                </td>
                <td data-label={heads.scope} className="wrap">
                  {scopeName(run)}
                </td>
                <td data-label={heads.methods} className="wrap">
                  {run.whatIf?.methods?.map((method) => texts.method[method]).join(', ') ?? texts.everyMethod}
                </td>
                <td data-label={heads.shares} className="wrap">
                  {run.whatIf?.plannedShares?.map(format.precisePercent).join(', ') ?? texts.usualShares}
                </td>
                <td data-label={heads.tested} className="number">
                  {format.number(run.itemLocations)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Loaded>
  );
}
