import { useCallback } from 'react';
import { useTexts } from '../texts/text-context.js';
import type { Texts } from '../texts/en.js';

export type CodeKind = keyof Texts['codes'];

/** What the code of a report means; the code itself where we have no name for it: makers have their own. */
export function useCodeName(): (kind: CodeKind, code: string) => string {
  const { codes } = useTexts();
  return useCallback((kind, code) => nameOf(codes[kind], code), [codes]);
}

const nameOf = (names: Readonly<Record<string, string>>, code: string): string =>
  Object.hasOwn(names, code) ? (names[code] ?? code) : code;
