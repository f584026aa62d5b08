import { type ChangeEvent, useState } from 'react';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Field } from '../ui/field.js';
import { Options } from '../ui/options.js';
import { ProblemNote } from '../ui/states.js';
import { ImportOutcome } from './import-outcome.js';
import { base64Of, type ImportKind, importKinds, mostBytes, useImport } from './queries.js';

/** Choose a table and a file, have it checked, and only when no row has a fault import it. */
export function ImportForm() {
  const { partsTables: texts } = useTexts();
  const [kind, setKind] = useState<ImportKind>('parts');
  return (
    <>
      <Field label={texts.table}>
        <select value={kind} onChange={({ target }) => setKind(target.value as ImportKind)}>
          <Options of={importKinds.map((name) => [name, texts.importKind[name]] as const)} />
        </select>
      </Field>
      <p>
        <a href={`/api/v1/imports/${kind}/template`} download>
          {texts.template}
        </a>
      </p>
      <TableImport key={kind} kind={kind} />
    </>
  );
}

function TableImport({ kind }: { kind: ImportKind }) {
  const { partsTables: texts } = useTexts();
  const format = useFormat();
  const [content, setContent] = useState<string>();
  const [tooLarge, setTooLarge] = useState<number>();
  const check = useImport(kind);
  const apply = useImport(kind);
  const choose = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0];
    check.reset();
    apply.reset();
    const isTooLarge = file !== undefined && file.size > mostBytes;
    setTooLarge(isTooLarge ? file.size : undefined);
    setContent(file && !isTooLarge ? await base64Of(file) : undefined);
  };
  const isGood = check.data !== undefined && check.data.faultCount === 0;
  const isDone = apply.data?.imported === true;
  return (
    <>
      <Field label={texts.file} hint={texts.fileHint}>
        <input type="file" accept=".csv,.txt,text/csv" onChange={(event) => void choose(event)} />
      </Field>
      {tooLarge !== undefined && (
        <p role="alert" className="note fault">
          {texts.tooLarge(format.number(Math.ceil(tooLarge / 1024)))}
        </p>
      )}
      <div className="actions">
        <button
          className={isGood ? undefined : 'primary'}
          disabled={content === undefined || check.isPending}
          onClick={() => {
            apply.reset();
            if (content !== undefined) check.mutate({ contentBase64: content, dryRun: true });
          }}
        >
          {texts.check}
        </button>
        {isGood && !isDone && (
          <button
            className="primary"
            disabled={apply.isPending}
            onClick={() => content !== undefined && apply.mutate({ contentBase64: content })}
          >
            {texts.apply}
          </button>
        )}
        <span className="muted">{texts.checkFirst}</span>
      </div>
      {[check.error, apply.error].map((problem) => problem && <ProblemNote key={problem.message} problem={problem} />)}
      {(apply.data ?? check.data) && <ImportOutcome result={apply.data ?? check.data} />}
    </>
  );
}
