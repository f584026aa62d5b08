import { useTexts } from '../texts/text-context.js';
import { useTitle } from '../ui/use-title.js';
import { ExportButton } from './export-button.js';
import { ImportForm } from './import-form.js';
import { exportKinds } from './queries.js';

/** Tables from and for a spreadsheet: an import is checked first, then applied; an export is saved whole. */
export default function PartsTablesPage() {
  const { pages, partsTables: texts } = useTexts();
  useTitle(pages.partsTables);
  return (
    <>
      <header className="page-head">
        <h1>{pages.partsTables}</h1>
      </header>
      <div className="columns">
        <section className="panel">
          <h2>{texts.imports}</h2>
          <ImportForm />
        </section>
        <section className="panel">
          <h2>{texts.exports}</h2>
          <p className="muted">{texts.exportHint}</p>
          <ul className="plain rows">
            {exportKinds.map((kind) => (
              <li key={kind}>
                <ExportButton kind={kind} />
              </li>
            ))}
          </ul>
        </section>
      </div>
    </>
  );
}
