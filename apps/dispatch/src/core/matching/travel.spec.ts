import fc from 'fast-check';
import { distanceMetres, greatCircleTravel, isBeyond, type Spot, type TripBound } from './travel.js';

const bound = greatCircleTravel.bound as TripBound;
const latitude = fc.double({ min: -90, max: 90, noNaN: true });
const longitude = fc.double({ min: -180, max: 180, noNaN: true });
/** Anywhere, and as near as technicians are to customers. */
const pair: fc.Arbitrary<[Spot, Spot]> = fc
  .tuple(longitude, latitude, longitude, latitude, fc.constantFrom(1, 0.1, 0.01, 0.0001, 0))
  .map(([lon, lat, otherLon, otherLat, share]) => [
    { lon, lat },
    { lon: lon + (otherLon - lon) * share, lat: lat + (otherLat - lat) * share },
  ]);
const between = (from: Spot, to: Spot, weight: number) => (from.lat - to.lat) ** 2 + weight * (from.lon - to.lon) ** 2;

describe('the bounds of a trip', () => {
  it('are kept by every trip of the globe, there and back', () => {
    fc.assert(
      fc.property(pair, ([from, to]) => {
        const least = bound.leastMetres(between(from, to, bound.lonWeight(to)));
        const most = bound.mostMetres(between(from, to, 1));
        for (const { seconds, metres } of [greatCircleTravel(from, to), greatCircleTravel(to, from)]) {
          expect(metres).toBeGreaterThanOrEqual(Math.round(least));
          expect(seconds).toBeGreaterThanOrEqual(Math.round(bound.seconds(least)));
          expect(metres).toBeLessThanOrEqual(Math.round(most));
          expect(seconds).toBeLessThanOrEqual(Math.round(bound.seconds(most)));
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it('are near what they bound where technicians drive', () => {
    const [home, place] = [
      { lon: 121.4, lat: 31.2 },
      { lon: 121.9, lat: 31.5 },
    ];
    const { metres } = greatCircleTravel(home, place);
    expect(bound.leastMetres(between(home, place, bound.lonWeight(place)))).toBeGreaterThan(0.96 * metres);
    expect(bound.mostMetres(between(home, place, 1))).toBeLessThan(1.2 * metres);
  });

  it('call nothing too far north or south that is not', () => {
    fc.assert(
      fc.property(pair, fc.integer({ min: 0, max: 200_000 }), ([from, to], metres) => {
        fc.pre(isBeyond(metres, from.lat - to.lat));
        expect(distanceMetres(from, to)).toBeGreaterThan(metres);
      }),
    );
  });
});
