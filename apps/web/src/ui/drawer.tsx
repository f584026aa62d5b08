import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useTexts } from '../texts/text-context.js';

interface DrawerProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/** A panel beside the list from which it was opened, which stays in use. Escape closes it, unless a dialog or another drawer is open above it. */
export function Drawer({ title, onClose, children }: DrawerProps) {
  const texts = useTexts();
  const heading = useId();
  const drawer = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    drawer.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus(); // who goes through a list with keys goes on where he was
    };
  }, []);
  useEffect(() => {
    const closeOnEscape = ({ key }: KeyboardEvent) => {
      if (key !== 'Escape' || document.querySelector('dialog[open]')) return;
      const uppermost = [...document.querySelectorAll('.drawer')].at(-1);
      if (uppermost === drawer.current) onClose();
    };
    window.addEventListener('keydown', closeOnEscape);
    return () => window.removeEventListener('keydown', closeOnEscape);
  }, [onClose]);
  return (
    <aside ref={drawer} className="drawer" tabIndex={-1} aria-labelledby={heading}>
      <header>
        <h2 id={heading}>{title}</h2>
        <button className="close" aria-label={texts.common.close} onClick={onClose}>
          ×
        </button>
      </header>
      {children}
    </aside>
  );
}
