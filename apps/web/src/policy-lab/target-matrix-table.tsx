import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { criticalities, useTargetMatrix, valueClasses, variationClasses } from './queries.js';

/** The targets that parts are planned for now, by value, variation and criticality, and who set them last. */
export function TargetMatrixTable() {
  const { policyLab: texts } = useTexts();
  const format = useFormat();
  const { data: matrix } = useTargetMatrix();
  if (!matrix) return null;
  const targets = new Map(
    matrix.cells.map(({ valueClass, variationClass, criticality, targetShare }) => [
      `${valueClass} ${variationClass} ${criticality}`,
      targetShare,
    ]),
  );
  const when = matrix.enteredAt ? format.fullDateTime(matrix.enteredAt) : '';
  return (
    <details className="target-matrix">
      <summary>{texts.matrix}</summary>
      <p className="muted">
        {texts.enteredBy(format.number(matrix.version), matrix.author, when)} {matrix.reason}
      </p>
      <table className="list">
        <thead>
          <tr>
            <th scope="col">{texts.grouping.valueClass}</th>
            {criticalities.flatMap((criticality) =>
              variationClasses.map((variation) => (
                <th key={`${criticality} ${variation}`} scope="col" className="number">
                  {texts.criticalities[criticality]} {variation}
                </th>
              )),
            )}
          </tr>
        </thead>
        <tbody>
          {valueClasses.map((value) => (
            <tr key={value}>
              <th scope="row">{texts.valueClass[value]}</th>
              {criticalities.flatMap((criticality) =>
                variationClasses.map((variation) => (
                  <td key={`${criticality} ${variation}`}>
                    {format.precisePercent(targets.get(`${value} ${variation} ${criticality}`) ?? 0)}
                  </td>
                )),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
