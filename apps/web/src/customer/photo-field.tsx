import { type ChangeEvent, useState } from 'react';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { type Photo, shownAs, shrink } from './photos.js';

interface PhotoFieldProps {
  photos: readonly Photo[];
  most: number;
  onChange: (photos: readonly Photo[]) => void;
}

/** Chooses photos, or takes them with the telephone's camera; they are made smaller at once. The browser's own button speaks its own language. */
export function PhotoField({ photos, most, onChange }: PhotoFieldProps) {
  const texts = useTexts();
  const format = useFormat();
  const [fault, setFault] = useState<string>();
  const choose = async ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const files = [...(currentTarget.files ?? [])];
    currentTarget.value = ''; // so that the same file can be chosen again
    setFault(files.length > most ? texts.customer.tooMany(format.number(most)) : undefined);
    try {
      onChange(await Promise.all(files.slice(0, most).map(shrink)));
    } catch {
      setFault(texts.customer.noPhoto);
    }
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
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
