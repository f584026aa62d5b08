/** What may be attached, with the largest size in bytes. */
export const attachmentTypes = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf', 'text/plain'] as const;
export type AttachmentType = (typeof attachmentTypes)[number];
export const largestAttachmentBytes = 700_000;

const signatures: [AttachmentType, (bytes: Uint8Array) => boolean][] = [
  ['image/jpeg', (bytes) => startsWith(bytes, [0xff, 0xd8, 0xff])],
  ['image/png', (bytes) => startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
  ['image/webp', (bytes) => asciiAt(bytes, 0, 'RIFF') && asciiAt(bytes, 8, 'WEBP')],
  ['application/pdf', (bytes) => asciiAt(bytes, 0, '%PDF-')],
  ['text/plain', isText],
];

/** What the bytes really are, whatever their name says; undefined when it is nothing that may be attached. */
export function attachmentTypeOf(bytes: Uint8Array): AttachmentType | undefined {
  return bytes.length === 0 ? undefined : signatures.find(([, matches]) => matches(bytes))?.[0];
}

const startsWith = (bytes: Uint8Array, signature: readonly number[]) =>
  signature.every((byte, index) => bytes[index] === byte);
const asciiAt = (bytes: Uint8Array, start: number, text: string) =>
  [...text].every((letter, index) => bytes[start + index] === letter.charCodeAt(0));

/** UTF-8 without control characters other than tab and line ends, and without a tag that a browser would run. */
function isText(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // eslint-disable-next-line no-control-regex
    return !/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(text) && !/<\s*(script|html|svg|!doctype)/i.test(text);
  } catch {
    return false;
  }
}
