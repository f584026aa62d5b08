/** Web Mercator: the world is a square of side 1 with its north-west corner at 0, 0. */

export interface Point {
  x: number;
  y: number;
}

/** What a map shows: the point in its middle, and how many pixels the side of the world has. */
export interface View extends Point {
  scale: number;
}

export interface Size {
  width: number;
  height: number;
}

/** Beyond this Mercator has no end. */
const mostLatitude = 85;
const [leastScale, mostScale] = [256, 800_000];
const marginPixels = 40;
/** So much of the world is shown around one place alone, and at least so much where there are several: the stops of one town's day. */
const [extentOfOne, leastExtent] = [0.002, 0.0004];

export function project(lon: number, lat: number): Point {
  const sine = Math.sin((Math.max(-mostLatitude, Math.min(mostLatitude, lat)) * Math.PI) / 180);
  return { x: lon / 360 + 0.5, y: 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI) };
}

export const toScreen = ({ x, y }: Point, view: View, { width, height }: Size): Point => ({
  x: (x - view.x) * view.scale + width / 2,
  y: (y - view.y) * view.scale + height / 2,
});

const within = (value: number, least: number, most: number) => Math.max(least, Math.min(most, value));

/** The view moved by so many pixels of the screen, as a hand would drag it. */
export const panned = (view: View, right: number, down: number): View => ({
  ...view,
  x: within(view.x - right / view.scale, 0, 1),
  y: within(view.y - down / view.scale, 0, 1),
});

/** The view so many times larger, at most `closest`; what is at this place of the screen stays there. */
export function zoomed(view: View, times: number, at: Point, { width, height }: Size, closest = mostScale): View {
  const scale = within(view.scale * times, leastScale, closest);
  const [right, down] = [at.x - width / 2, at.y - height / 2];
  return {
    scale,
    x: within(view.x + right / view.scale - right / scale, 0, 1),
    y: within(view.y + down / view.scale - down / scale, 0, 1),
  };
}

/** The closest view that shows all points; the whole world for none. */
export function viewOf(points: readonly Point[], { width, height }: Size): View {
  if (points.length === 0) return { x: 0.5, y: 0.5, scale: Math.max(leastScale, width) };
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [west, east] = [least(xs), -least(xs.map((x) => -x))];
  const [north, south] = [least(ys), -least(ys.map((y) => -y))];
  const extent = east === west && south === north ? extentOfOne : leastExtent;
  const across = Math.max(extent, east - west);
  const along = Math.max(extent, south - north);
  const scale = Math.min((width - 2 * marginPixels) / across, (height - 2 * marginPixels) / along);
  return { x: (west + east) / 2, y: (north + south) / 2, scale: within(scale, leastScale, mostScale) };
}

/** `Math.min` takes no more arguments than the stack has room for. */
const least = (values: readonly number[]) => values.reduce((low, value) => Math.min(low, value), Infinity);
