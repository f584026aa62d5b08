import { project } from './mercator.js';
import { tilesIn, urlOf } from './tiles.js';

describe('tiles of a map', () => {
  const size = { width: 600, height: 400 };

  it('are those that cover the screen, and no others', () => {
    const view = { ...project(121.47, 31.23), scale: 256 * 2 ** 11 };
    const tiles = tilesIn(view, size);
    expect(tiles.every(({ zoom }) => zoom === 11)).toBe(true);
    // Shanghai lies in tile 1715, 837 of zoom 11: floor((121.47 / 360 + 0.5) * 2048), floor(y * 2048)
    expect(tiles).toContainEqual({ zoom: 11, column: 1715, row: 837 });
    const columns = [...new Set(tiles.map(({ column }) => column))];
    const rows = [...new Set(tiles.map(({ row }) => row))];
    expect(columns.length * rows.length).toBe(tiles.length);
    expect(columns.length).toBeLessThanOrEqual(4);
    expect(rows.length).toBeLessThanOrEqual(3);
  });

  it('end with the world', () => {
    expect(tilesIn({ x: 0, y: 0, scale: 256 }, size)).toEqual([{ zoom: 0, column: 0, row: 0 }]);
    expect(tilesIn({ x: 0.5, y: 0.5, scale: 256 * 2 ** 30 }, size).every(({ zoom }) => zoom === 18)).toBe(true);
  });

  it('are asked for where the template says', () => {
    expect(urlOf('https://tiles.example.com/{z}/{x}/{y}.png?v={z}', { zoom: 3, column: 5, row: 2 })).toBe(
      'https://tiles.example.com/3/5/2.png?v=3',
    );
  });
});
