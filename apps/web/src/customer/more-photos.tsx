import { useState } from 'react';
import { useTexts } from '../texts/text-context.js';
import { ProblemNote } from '../ui/states.js';
import { usePlainSend } from './frame.js';
import { PhotoField } from './photo-field.js';
import type { Photo } from './photos.js';
import { useSendPhotos } from './queries.js';

/** Adds photos to the request of a link. */
export function MorePhotos({ token, most }: { token: string; most: number }) {
  const texts = useTexts();
  const [photos, setPhotos] = useState<readonly Photo[]>([]);
  const send = usePlainSend(useSendPhotos(token));
  const isSent = send.isSuccess && photos.length === 0;
  if (most === 0 && !isSent) return null;
  return (
    <section className="panel">
      {isSent && (
        <p role="status" className="note good">
          {texts.customer.photosSent}
        </p>
      )}
      {most > 0 && <PhotoField photos={photos} most={most} onChange={setPhotos} />}
      {send.error && <ProblemNote problem={send.error} />}
      {photos.length > 0 && (
        <button
          className="primary"
          disabled={send.isPending}
          onClick={() => send.mutate(photos, { onSuccess: () => setPhotos((present) => without(present, photos)) })}
        >
          {send.isPending ? texts.common.working : texts.customer.send}
        </button>
      )}
    </section>
  );
}

/** What was chosen while the others were sent stays. */
const without = (photos: readonly Photo[], sent: readonly Photo[]) => photos.filter((photo) => !sent.includes(photo));
