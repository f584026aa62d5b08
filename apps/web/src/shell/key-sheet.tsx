import { useState } from 'react';
import { useTexts } from '../texts/text-context.js';
import { Dialog } from '../ui/dialog.js';
import { keyGroups, letterKeysAreOn, switchLetterKeys } from '../ui/use-keys.js';

const caps: Readonly<Record<string, string>> = {
  Mod: 'Ctrl / ⌘',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
};

/** Every key that works where one is, part by part of the page. */
export default function KeySheet({ onClose }: { onClose: () => void }) {
  const texts = useTexts();
  const [groups] = useState(keyGroups);
  const [on, setOn] = useState(letterKeysAreOn);
  return (
    <Dialog title={texts.dispatch.keys.title} onClose={onClose}>
      <div className="key-sheet">
        {groups
          .filter(({ inDialog }) => !inDialog)
          .map(({ title, bindings }) => (
            <section key={title}>
              <h3>{title}</h3>
              <dl>
                {bindings().map(({ keys, label }) => (
                  <div key={label}>
                    <dt>
                      {keys.map((key) => (
                        <Caps key={key} name={key} />
                      ))}
                    </dt>
                    <dd>{label}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
      </div>
      <label className="choice">
        <input
          type="checkbox"
          checked={on}
          onChange={({ target }) => {
            switchLetterKeys(target.checked);
            setOn(target.checked);
          }}
        />{' '}
        {texts.dispatch.keys.letters}
      </label>
    </Dialog>
  );
}

/** `Mod+z` as the caps on the keyboard. */
const Caps = ({ name }: { name: string }) => (
  <span className="caps">
    {(name === '+' ? [name] : name.split('+')).map((part) => (
      <kbd key={part}>{caps[part] ?? part}</kbd>
    ))}
  </span>
);
