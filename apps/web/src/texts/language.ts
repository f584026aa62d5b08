import { useSyncExternalStore } from 'react';

export const languages = ['en', 'zh'] as const;
export type Language = (typeof languages)[number];

/** As BCP 47 has them, for `lang`, `Intl` and `Accept-Language`. */
export const languageTags = { en: 'en-GB', zh: 'zh-CN' } as const satisfies Record<Language, string>;

const storageKey = 'callout.language';
const listeners = new Set<() => void>();
let chosen: Language = firstLanguage();

function firstLanguage(): Language {
  const stored = readStored();
  if (stored) return stored;
  const ranked = typeof navigator === 'undefined' ? [] : navigator.languages;
  return ranked
    .find((tag) => /^(zh|en)\b/i.test(tag))
    ?.toLowerCase()
    .startsWith('zh')
    ? 'zh'
    : 'en';
}

/** Storage may be switched off; then the choice holds for this page. */
function readStored(): Language | undefined {
  try {
    return languages.find((language) => language === localStorage.getItem(storageKey));
  } catch {
    return undefined;
  }
}

export const currentLanguage = (): Language => chosen;

export function chooseLanguage(language: Language): void {
  chosen = language;
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // kept for this page only
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useLanguage = (): Language => useSyncExternalStore(subscribe, currentLanguage);
