import { type ChangeEvent, useState } from 'react';
import { type Photo, shownAs, shrink } from '../customer/photos.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';

const mostPhotos = 6;

/** Photos of the work, made smaller before they are kept. */
export function PhotosField({
  photos,
  onChange,
}: {
  photos: readonly Photo[];
  onChange: (photos: readonly Photo[]) => void;
}) {
  const texts = useTexts().myDay.report;
  const most = useFormat().number(mostPhotos);
  const [fault, setFault] = useState<string>();
  const take = async ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const files = [...(currentTarget.files ?? [])];
    currentTarget.value = ''; // so that the same file can be chosen again
    const fitting = files.slice(0, mostPhotos - photos.length);
    setFault(files.length > fitting.length ? texts.tooMany(most) : undefined);
    try {
      onChange([...photos, ...(await Promise.all(fitting.map(shrink)))]);
    } catch {
      setFault(texts.noPhoto);
    }
  };
  return (
    <fieldset>
      <legend>{texts.photos}</legend>
      <label className="button">
        {texts.addPhotos}
        <input className="hidden" type="file" accept="image/*" multiple onChange={(event) => void take(event)} />
      </label>
      <p className="muted">{texts.photosHint(most)}</p>
      {fault && (
        <p role="alert" className="note fault">
          {fault}
        </p>
      )}
      <ul className="taken">
        {photos.map((photo) => (
          <li key={photo.key}>
            <img src={shownAs(photo)} alt={photo.name} />
            <button
              type="button"
              aria-label={texts.removePhoto(photo.name)}
              onClick={() => onChange(photos.filter(({ key }) => key !== photo.key))}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
