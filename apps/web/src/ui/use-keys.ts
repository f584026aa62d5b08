import { useEffect, useRef } from 'react';

/** One thing that keys of the page do. */
export interface KeyBinding {
  /** Any of these does it, such as `u`, `?`, `Shift+ArrowLeft` or `Mod+z` (Mod is Ctrl, on a Mac ⌘ too). */
  keys: readonly string[];
  label: string;
  does: () => void;
}

export interface KeyGroup {
  title: string;
  /** Heard in an open dialog instead of on the page below it. */
  inDialog: boolean;
  bindings: () => readonly KeyBinding[];
}

const groups = new Set<KeyGroup>();
const storageKey = 'callout.letter-keys';
const typing = 'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]';
/** These do what the button or link in focus does, and nothing else. */
const pressing = new Set(['Enter', ' ']);
const pressed = 'button, a, summary, input';

/** What the keys do now, part by part of what is shown. */
export const keyGroups = (): readonly KeyGroup[] => [...groups].filter(({ bindings }) => bindings().length > 0);

/** Whether keys without Ctrl work: who dictates or leans on the keyboard can switch them off (WCAG 2.1.4). */
export function letterKeysAreOn(): boolean {
  try {
    return localStorage.getItem(storageKey) !== 'off';
  } catch {
    return true;
  }
}

export function switchLetterKeys(on: boolean): void {
  try {
    localStorage.setItem(storageKey, on ? 'on' : 'off');
  } catch {
    // storage is switched off: they stay on
  }
}

/** `Shift+ArrowLeft`, `Mod+z`, `?`: a character holds its own Shift. */
export function keyName({ key, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent): string {
  const mod = ctrlKey || metaKey;
  const isCharacter = key.length === 1;
  const name = isCharacter ? key.toLowerCase() : key;
  const shift = shiftKey && (!isCharacter || mod);
  return [mod && 'Mod', altKey && 'Alt', shift && 'Shift', name].filter(Boolean).join('+');
}

function hear(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const name = keyName(event);
  if (event.target instanceof Element && event.target.closest(pressing.has(name) ? `${typing}, ${pressed}` : typing))
    return;
  if (name.length === 1 && !letterKeysAreOn()) return;
  const inDialog = document.querySelector('dialog[open]') !== null;
  for (const group of [...groups].toReversed()) {
    const found = group.inDialog === inDialog && group.bindings().find(({ keys }) => keys.includes(name));
    if (!found) continue;
    event.preventDefault();
    event.stopImmediatePropagation();
    found.does();
    return;
  }
}

/** Begins to hear the keys of the page; returns how to end it. */
export function hearKeys(): () => void {
  window.addEventListener('keydown', hear);
  return () => window.removeEventListener('keydown', hear);
}

/**
 * Keys that work while the caller is shown: never while somebody types, and on the page only while no dialog is open above it. What was shown last
 * comes first when two parts want the same key.
 */
export function useKeys(title: string, bindings: readonly KeyBinding[], inDialog = false): void {
  const latest = useRef(bindings);
  useEffect(() => {
    latest.current = bindings;
  });
  useEffect(() => {
    const group = { title, inDialog, bindings: () => latest.current };
    groups.add(group);
    return () => {
      groups.delete(group);
    };
  }, [title, inDialog]);
}
