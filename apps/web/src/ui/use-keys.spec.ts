import { keyName } from './use-keys.js';

const pressed = (key: string, more: Partial<KeyboardEvent> = {}) =>
  keyName({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...more } as KeyboardEvent);

describe('the name of a key', () => {
  it('is the character itself, whatever it takes to type it', () => {
    expect(pressed('u')).toBe('u');
    expect(pressed('U', { shiftKey: true })).toBe('u');
    expect(pressed('?', { shiftKey: true })).toBe('?');
  });

  it('has what is held beside it', () => {
    expect(pressed('ArrowLeft', { shiftKey: true })).toBe('Shift+ArrowLeft');
    expect(pressed('z', { ctrlKey: true })).toBe('Mod+z');
    expect(pressed('Z', { metaKey: true, shiftKey: true })).toBe('Mod+Shift+z');
    expect(pressed('ArrowUp', { altKey: true })).toBe('Alt+ArrowUp');
  });
});
