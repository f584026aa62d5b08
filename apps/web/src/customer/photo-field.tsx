import { type ChangeEvent, type Dispatch, type SetStateAction, useState } from 'react';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { type Photo, shownAs, shrink, withMore } from './photos.js';

interface PhotoFieldProps {
  photos: readonly Photo[];
  most: number;
  /** Called with how the photos of that moment change: making them smaller takes a while, and another one may be chosen meanwhile. */
  onChange: Dispatch<SetStateAction<readonly Photo[]>>;
}

/** Chooses photos, or takes them one after the other with the telephone's camera; they are made smaller at once, and can be removed. The browser's own button speaks its own language. */
export function PhotoField({ photos, most, onChange }: PhotoFieldProps) {
  const texts = useTexts();
  const format = useFormat();
  const [fault, setFault] = useState<string>();
  const choose = async ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const files = [...(currentTarget.files ?? [])];
    currentTarget.value = ''; // so that the same file can be chosen again
    const fitting = files.slice(0, Math.max(0, most - photos.length));
    setFault(files.length > fitting.length ? texts.customer.tooMany(format.number(most)) : undefined);
    const made = await Promise.allSettled(fitting.map(shrink));
    const more = made.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    if (more.length < made.length) setFault(texts.customer.noPhoto);
    onChange((present) => withMore(present, more, most));
  };
  return (
    <>
      <div className="field">
        <label className="button">
          {texts.customer.addPhotos}
          <input className="hidden" type="file" accept="image/*" multiple onChange={(event) => void choose(event)} />
        </label>
        <p className="muted">{texts.customer.photosHint(format.number(most))}</p>
      </div>
      {fault && (
        <p role="alert" className="note fault">
          {fault}
        </p>
      )}
      {photos.length > 0 && (
        <ul className="photos">
          {photos.map((photo) => (
            <li key={photo.key}>
              <img src={shownAs(photo)} alt={photo.name} />
              <button
                type="button"
                aria-label={texts.customer.removePhoto(photo.name)}
                onClick={() => onChange((present) => present.filter(({ key }) => key !== photo.key))}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
