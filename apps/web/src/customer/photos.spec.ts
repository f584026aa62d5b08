import { type Photo, withMore } from './photos.js';

const photo = (key: string): Photo => ({ key, name: `${key}.jpg`, contentType: 'image/jpeg', contentBase64: '' });
const keys = (photos: readonly Photo[]) => photos.map(({ key }) => key).join('');
const [a, b, c, d] = [...'abcd'].map(photo) as [Photo, Photo, Photo, Photo];

describe('photos of a customer', () => {
  it('are added to those that are there, as many as may be', () => {
    expect(keys(withMore([], [a], 3))).toBe('a');
    expect(keys(withMore([a], [b], 3))).toBe('ab');
    expect(keys(withMore([a, b], [c, d], 3))).toBe('abc');
  });

  it('stay when fewer may be added than are there: some of them have arrived meanwhile', () => {
    expect(keys(withMore([a, b, c], [d], 1))).toBe('abc');
  });
});
