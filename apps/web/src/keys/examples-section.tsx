import { useTexts } from '../texts/text-context.js';
import { CopyButton } from './copy-button.js';
import { curlOf, exampleCalls, placeholderKey, typescriptOf } from './examples.js';

const languages = [
  ['curl', curlOf],
  ['TypeScript', typescriptOf],
] as const;

/** The calls that a site's program begins with, at this address, to be copied. */
export function ExamplesSection() {
  const { examples } = useTexts().keys;
  return (
    <section>
      <h2>{examples.title}</h2>
      <p className="muted">{examples.about(placeholderKey)}</p>
      {exampleCalls.map((call) => (
        <section key={call.name} className="panel">
          <h3>{examples.calls[call.name]}</h3>
          {languages.map(([language, write]) => {
            const code = write(call, location.origin);
            const name = `${examples.calls[call.name]}: ${language}`;
            return (
              <div key={language}>
                <p>
                  {language} <CopyButton text={code} label={examples.copy(name)} />
                </p>
                <pre role="region" aria-label={name} tabIndex={0}>
                  {code}
                </pre>
              </div>
            );
          })}
        </section>
      ))}
    </section>
  );
}
