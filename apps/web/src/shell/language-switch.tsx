import { chooseLanguage, languages, languageTags, useLanguage } from '../texts/language.js';

const names = { en: 'English', zh: '中文' } as const;

/** Each language by its own name, as somebody who does not read the present one looks for it. */
export function LanguageSwitch() {
  const present = useLanguage();
  return (
    <div className="language" role="group" aria-label="Language · 语言">
      {languages.map((language) => (
        <button
          key={language}
          lang={languageTags[language]}
          aria-pressed={language === present}
          onClick={() => chooseLanguage(language)}
        >
          {names[language]}
        </button>
      ))}
    </div>
  );
}
