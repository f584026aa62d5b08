/** https://wicg.github.io/shape-detection-api/#barcode-detection-api; not in every browser, and in none of TypeScript's libraries. */
interface Detector {
  detect(image: ImageBitmap): Promise<readonly { rawValue: string }[]>;
}

const detectorClass = (): (new () => Detector) | undefined =>
  (globalThis as { BarcodeDetector?: new () => Detector }).BarcodeDetector;

/** Whether this browser reads bar codes and QR codes. */
export const canScan = (): boolean => detectorClass() !== undefined;

/** The first bar code or QR code in a picture; undefined if there is none. */
export async function codeIn(picture: Blob): Promise<string | undefined> {
  const Detector = detectorClass();
  if (!Detector) return undefined;
  const bitmap = await createImageBitmap(picture, { imageOrientation: 'from-image' });
  try {
    const [found] = await new Detector().detect(bitmap);
    return found?.rawValue.trim() || undefined;
  } finally {
    bitmap.close();
  }
}
