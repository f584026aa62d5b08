import { newUuid } from '../api/uuid.js';

/** A photo as it is sent. */
export interface Photo {
  /** Sent again with the same key, it is the same photo. */
  key: string;
  name: string;
  contentType: 'image/jpeg';
  contentBase64: string;
}

export const mostPhotos = 3;
/** Adds to the photos that are there as many as may be; none that is there already goes. */
export const withMore = (photos: readonly Photo[], more: readonly Photo[], most: number): readonly Photo[] => [
  ...photos,
  ...more.slice(0, Math.max(0, most - photos.length)),
];

const longestPixels = 1_600;
/** The API takes 700 kB. */
const largestBytes = 690_000;
/** Tried one after the other until the photo is small enough. */
const steps = [
  { scale: 1, quality: 0.85 },
  { scale: 1, quality: 0.7 },
  { scale: 0.7, quality: 0.7 },
  { scale: 0.5, quality: 0.6 },
];

/** The photo, turned as it was taken, at most 1,600 pixels long. Throws where the browser cannot read it. */
export async function shrink(file: File): Promise<Photo> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  try {
    for (const { scale, quality } of steps) {
      const blob = await draw(bitmap, scale, quality);
      if (blob && blob.size <= largestBytes) return await photoOf(file, blob);
    }
  } finally {
    bitmap.close();
  }
  throw new Error(`${file.name} cannot be made small enough`);
}

async function draw(bitmap: ImageBitmap, scale: number, quality: number): Promise<Blob | null> {
  const factor = Math.min(1, longestPixels / Math.max(bitmap.width, bitmap.height)) * scale;
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * factor));
  canvas.height = Math.max(1, Math.round(bitmap.height * factor));
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
}

async function photoOf(file: File, blob: Blob): Promise<Photo> {
  const url = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error(`${file.name} cannot be read`));
    reader.readAsDataURL(blob);
  });
  const name = `${file.name.replace(/\.\w+$/, '').slice(0, 180) || 'photo'}.jpg`;
  return { key: newUuid(), name, contentType: 'image/jpeg', contentBase64: url.slice(url.indexOf(',') + 1) };
}

/** For showing it before it is sent. */
export const shownAs = ({ contentBase64 }: Photo): string => `data:image/jpeg;base64,${contentBase64}`;
