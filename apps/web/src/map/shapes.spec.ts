import { project } from './mercator.js';
import { areaOf, circleOf, lineOf } from './shapes.js';

const metresBetween = (one: { lon: number; lat: number }, other: { lon: number; lat: number }) => {
  const radians = Math.PI / 180;
  const cosine =
    Math.sin(one.lat * radians) * Math.sin(other.lat * radians) +
    Math.cos(one.lat * radians) * Math.cos(other.lat * radians) * Math.cos((one.lon - other.lon) * radians);
  return 6_371_008 * Math.acos(cosine);
};
/** Where a projected point is. */
const unproject = ({ x, y }: { x: number; y: number }) => ({
  lon: (x - 0.5) * 360,
  lat: (Math.atan(Math.sinh((0.5 - y) * 2 * Math.PI)) * 180) / Math.PI,
});

describe('shapes on the map', () => {
  it('make of a radius a ring that is everywhere as far away', () => {
    const middle = { lon: 116.4, lat: 39.9 };
    for (const point of circleOf(middle, 50_000).rings[0]!)
      expect(metresBetween(middle, unproject(point)) / 50_000).toBeCloseTo(1, 4);
  });

  it('take polygons and several of them, and nothing else', () => {
    const ring = [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 0],
    ];
    expect(areaOf({ type: 'Polygon', coordinates: [ring] })).toEqual({
      isClosed: true,
      rings: [ring.map(([lon, lat]) => project(lon!, lat!))],
    });
    expect(areaOf({ type: 'MultiPolygon', coordinates: [[ring], [ring]] })!.rings).toHaveLength(2);
    expect(areaOf(undefined)).toBeUndefined();
    expect(areaOf({ type: 'Point', coordinates: [0, 0] })).toBeUndefined();
  });

  it('join places by a line', () => {
    expect(lineOf([{ lon: 0, lat: 0 }])).toEqual({ isClosed: false, rings: [[project(0, 0)]] });
  });
});
