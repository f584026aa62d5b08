import { type Size, toScreen, type View } from './mercator.js';
import type { Country } from './outlines.js';
import { type MapKind, mapKinds, type MapPoint } from './points.js';
import type { Shape as Ground } from './shapes.js';
import { drawTiles, type Tiles } from './tiles.js';

export type Colours = Readonly<Record<MapKind | 'water' | 'land' | 'border' | 'text' | 'halo', string>>;

export interface Picture {
  countries: readonly Country[];
  points: readonly MapPoint[];
  /** Areas and lines below the points. */
  shapes: readonly Ground[];
  /** Shown with a ring around it. */
  openId: string | undefined;
  colours: Colours;
  /** Over the outlines, where a server of them is configured. */
  tiles?: Tiles | undefined;
}

const radius = 5;
/** So few sites have room for their names. */
const mostNames = 30;
const fullCircle = 2 * Math.PI;

/** Draws it all anew: 3,000 points are a path per kind. `ratio`: device pixels of one pixel. */
export function draw(context: CanvasRenderingContext2D, picture: Picture, view: View, size: Size, ratio: number): void {
  const { colours, points } = picture;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.fillStyle = colours.water;
  context.fillRect(0, 0, size.width, size.height);
  drawCountries(context, picture, view, size, ratio);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  if (picture.tiles) drawTiles(context, picture.tiles.store, view, size);
  drawGround(context, picture, view, size);
  const shown = points.map((point) => ({ point, ...toScreen(point, view, size) })).filter(isInSight(size));
  for (const kind of mapKinds) {
    const ofKind = shown.filter(({ point }) => point.kind === kind);
    context.beginPath();
    for (const { x, y } of ofKind) shapes[kind](context, x, y);
    context.fillStyle = colours[kind];
    context.strokeStyle = colours.halo;
    context.lineWidth = 1;
    context.fill();
    context.stroke();
  }
  drawNames(context, shown, colours);
  const open = shown.find(({ point }) => point.id === picture.openId);
  if (!open) return;
  context.beginPath();
  context.arc(open.x, open.y, 2 * radius, 0, fullCircle);
  context.strokeStyle = colours.text;
  context.lineWidth = 2;
  context.stroke();
}

interface Shown {
  point: MapPoint;
  x: number;
  y: number;
}

const isInSight =
  ({ width, height }: Size) =>
  ({ x, y }: Shown) =>
    x > -radius && y > -radius && x < width + radius && y < height + radius;

function drawCountries(
  context: CanvasRenderingContext2D,
  { countries, colours }: Picture,
  view: View,
  { width, height }: Size,
  ratio: number,
): void {
  const scale = view.scale * ratio;
  const [left, top] = [width / 2 - view.x * view.scale, height / 2 - view.y * view.scale];
  context.setTransform(scale, 0, 0, scale, left * ratio, top * ratio);
  context.fillStyle = colours.land;
  context.strokeStyle = colours.border;
  context.lineWidth = 1 / view.scale;
  const [across, along] = [width / 2 / view.scale, height / 2 / view.scale];
  for (const { path, west, east, north, south } of countries) {
    if (east < view.x - across || west > view.x + across || south < view.y - along || north > view.y + along) continue;
    context.fill(path, 'evenodd');
    context.stroke(path);
  }
}

/** Areas with a thin ground, so that what lies below stays in sight; lines as they are. */
function drawGround(
  context: CanvasRenderingContext2D,
  { shapes: ground, colours }: Picture,
  view: View,
  size: Size,
): void {
  for (const { rings, isClosed } of ground) {
    context.beginPath();
    for (const ring of rings) {
      for (const [index, point] of ring.entries()) {
        const { x, y } = toScreen(point, view, size);
        if (index === 0) context.moveTo(x, y);
        else context.lineTo(x, y);
      }
      if (isClosed) context.closePath();
    }
    const colour = isClosed ? colours.own : colours.visit;
    context.fillStyle = colour;
    context.strokeStyle = colour;
    context.lineWidth = 2;
    if (isClosed) {
      context.globalAlpha = 0.15;
      context.fill('evenodd');
      context.globalAlpha = 1;
    }
    context.stroke();
  }
}

type Shape = (context: CanvasRenderingContext2D, x: number, y: number) => void;

const circle: Shape = (context, x, y) => {
  context.moveTo(x + radius, y);
  context.arc(x, y, radius, 0, fullCircle);
};
const polygon =
  (...corners: readonly (readonly [number, number])[]): Shape =>
  (context, x, y) => {
    for (const [index, [right, down]] of corners.entries()) {
      if (index === 0) context.moveTo(x + right, y + down);
      else context.lineTo(x + right, y + down);
    }
    context.closePath();
  };
const diamond = polygon([0, -6], [6, 0], [0, 6], [-6, 0]);

/** Kinds differ in shape too, for whoever does not tell the colours. */
const shapes: Readonly<Record<MapKind, Shape>> = {
  own: polygon([-6, -6], [6, -6], [6, 6], [-6, 6]),
  franchised: polygon([0, -7], [7, 6], [-7, 6]),
  visit: diamond,
  waiting: circle,
  risk: circle,
  overdue: circle,
};

/** Names of sites where there is room; one that would lie over another is left out. */
function drawNames(context: CanvasRenderingContext2D, shown: readonly Shown[], colours: Colours): void {
  const sites = shown.filter(({ point }) => 'site' in point);
  if (sites.length > mostNames) return;
  context.font =
    '12px system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "WenQuanYi Zen Hei", sans-serif';
  context.fillStyle = colours.text;
  context.strokeStyle = colours.land;
  context.lineWidth = 3;
  const taken: { left: number; right: number; y: number }[] = [];
  for (const { point, x, y } of sites) {
    if (!('site' in point)) continue;
    const left = x + 10;
    const right = left + context.measureText(point.site.name).width;
    if (taken.some((one) => Math.abs(one.y - y) < 15 && one.left < right && left < one.right)) continue;
    taken.push({ left, right, y });
    context.strokeText(point.site.name, left, y + 4);
    context.fillText(point.site.name, left, y + 4);
  }
}
