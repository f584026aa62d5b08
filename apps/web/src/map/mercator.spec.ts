import { panned, project, toScreen, viewOf, zoomed } from './mercator.js';

const size = { width: 800, height: 600 };

describe('the map', () => {
  it('has the equator in the middle, and the north at the top', () => {
    expect(project(0, 0)).toEqual({ x: 0.5, y: 0.5 });
    expect(project(-180, 0).x).toBe(0);
    expect(project(0, 60).y).toBeLessThan(project(0, 50).y);
    expect(project(0, 85.051_129).y).toBeCloseTo(project(0, 85).y, 5); // it ends there
  });

  it('shows every point, whatever their number, with a margin', () => {
    const points = [project(-3.2, 51.5), project(116.4, 39.9), project(151.2, -33.9)];
    const view = viewOf(points, size);
    for (const point of points) {
      const { x, y } = toScreen(point, view, size);
      expect(x).toBeGreaterThanOrEqual(39.9);
      expect(x).toBeLessThanOrEqual(760.1);
      expect(y).toBeGreaterThanOrEqual(39.9);
      expect(y).toBeLessThanOrEqual(560.1);
    }
    expect(viewOf([points[0]!, points[0]!], size).scale).toBeLessThanOrEqual(800_000);
    expect(viewOf([], size).scale).toBeGreaterThan(0);
  });

  it('keeps what is under the pointer where it is while it grows', () => {
    const view = viewOf([project(100, 20), project(120, 40)], size);
    const at = { x: 120, y: 480 };
    const place = { x: view.x + (at.x - 400) / view.scale, y: view.y + (at.y - 300) / view.scale };
    const seen = toScreen(place, zoomed(view, 3, at, size), size);
    expect(seen.x).toBeCloseTo(at.x);
    expect(seen.y).toBeCloseTo(at.y);
  });

  it('goes along with the hand', () => {
    const view = viewOf([project(100, 20), project(120, 40)], size);
    const place = project(110, 30);
    const [before, after] = [toScreen(place, view, size), toScreen(place, panned(view, 30, -20), size)];
    expect(after.x - before.x).toBeCloseTo(30);
    expect(after.y - before.y).toBeCloseTo(-20);
  });
});
