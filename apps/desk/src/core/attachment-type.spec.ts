import { attachmentTypeOf } from './attachment-type.js';

const bytes = (...values: number[]) => Uint8Array.from(values);
const text = (value: string) => new TextEncoder().encode(value);

describe('attachment type', () => {
  it.each([
    [bytes(0xff, 0xd8, 0xff, 0xe0), 'image/jpeg'],
    [bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0), 'image/png'],
    [text('RIFF....WEBPVP8 '), 'image/webp'],
    [text('%PDF-1.7'), 'application/pdf'],
    [text('电机异响\n'), 'text/plain'],
    [text('<ScRiPt>alert(1)</script>'), undefined],
    [text('<svg onload=x>'), undefined],
    [bytes(0x4d, 0x5a, 0x90, 0), undefined],
    [bytes(0xc3), undefined],
    [bytes(), undefined],
  ])('knows the bytes %#', (content, type) => {
    expect(attachmentTypeOf(content)).toBe(type);
  });
});
