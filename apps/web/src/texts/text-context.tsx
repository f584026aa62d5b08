import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react';
import { type Language, languageTags, useLanguage } from './language.js';
import type { Texts } from './en.js';

/** Only the language that is read is loaded. */
const load: Record<Language, () => Promise<Texts>> = {
  en: async () => (await import('./en.js')).en,
  zh: async () => (await import('./zh.js')).zh,
};

const TextContext = createContext<Texts | undefined>(undefined);

/** Gives its children the texts of the chosen language, and tells browser and screen reader which one it is. */
export function TextProvider({ children }: { children: ReactNode }) {
  const language = useLanguage();
  const [texts, setTexts] = useState<Texts>();
  useEffect(() => {
    let wanted = true;
    void load[language]().then((loaded) => {
      if (!wanted) return;
      document.documentElement.lang = languageTags[language];
      setTexts(loaded);
    });
    return () => {
      wanted = false;
    };
  }, [language]);
  return texts && <TextContext value={texts}>{children}</TextContext>;
}

/** The texts of the chosen language; a key that is missing in one of them does not compile. */
export function useTexts(): Texts {
  const texts = useContext(TextContext);
  if (!texts) throw new Error('useTexts is called outside of TextProvider');
  return texts;
}

/** Picks the language of what the API answers in both. */
export function usePick(): (both: { en: string; zh: string }) => string {
  const language = useLanguage();
  return useCallback((both) => both[language], [language]);
}
