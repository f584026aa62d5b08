import type { Size, View } from './mercator.js';

/** One square of the ground: `column` and `row` of `2^zoom` each. */
export interface Tile {
  zoom: number;
  column: number;
  row: number;
}

const tilePixels = 256;
const mostZoom = 18;
/** As close as tiles go. */
export const closestWithTiles = tilePixels * 2 ** mostZoom;
/** The most a store keeps: some screens full. */
const mostTiles = 400;

/** The squares that cover the screen, at the zoom at which they are closest to their own size. */
export function tilesIn(view: View, { width, height }: Size): Tile[] {
  const zoom = Math.max(0, Math.min(mostZoom, Math.round(Math.log2(view.scale / tilePixels))));
  const side = 2 ** zoom;
  const indexOf = (place: number) => Math.max(0, Math.min(side - 1, Math.floor(place * side)));
  const [across, along] = [width / 2 / view.scale, height / 2 / view.scale];
  const tiles: Tile[] = [];
  for (let row = indexOf(view.y - along); row <= indexOf(view.y + along); row += 1)
    for (let column = indexOf(view.x - across); column <= indexOf(view.x + across); column += 1)
      tiles.push({ zoom, column, row });
  return tiles;
}

export const urlOf = (template: string, { zoom, column, row }: Tile) =>
  template.replaceAll('{z}', String(zoom)).replaceAll('{x}', String(column)).replaceAll('{y}', String(row));

/** Fetches tiles as images and keeps those that were wanted last. A tile that cannot be had is left out: the outlines are below it. */
export class TileStore {
  private readonly images = new Map<string, HTMLImageElement>();
  private frame = 0;

  /** `onLoad` is told, once a frame, that there is more to draw. */
  constructor(
    private readonly template: string,
    private readonly onLoad: () => void,
  ) {}

  /** The image if it is here; otherwise it is on its way. */
  get(tile: Tile): HTMLImageElement | undefined {
    const url = urlOf(this.template, tile);
    const known = this.images.get(url);
    if (known) {
      this.images.delete(url);
      this.images.set(url, known); // the last that was wanted
      return known.complete && known.naturalWidth > 0 ? known : undefined;
    }
    const image = new Image(tilePixels, tilePixels);
    image.addEventListener('load', () => {
      cancelAnimationFrame(this.frame);
      this.frame = requestAnimationFrame(this.onLoad);
    });
    image.src = url;
    this.images.set(url, image);
    const [oldest] = this.images.keys();
    if (this.images.size > mostTiles && oldest !== undefined) this.images.delete(oldest);
    return undefined;
  }
}

/** Tiles, and how often more of them have come: another object whenever there is more to draw. */
export interface Tiles {
  store: TileStore;
  arrivals: number;
}

/** Draws the tiles that are here over the outlines. */
export function drawTiles(context: CanvasRenderingContext2D, store: TileStore, view: View, size: Size): void {
  for (const tile of tilesIn(view, size)) {
    const image = store.get(tile);
    if (!image) continue;
    const side = view.scale / 2 ** tile.zoom;
    const left = (tile.column / 2 ** tile.zoom - view.x) * view.scale + size.width / 2;
    const top = (tile.row / 2 ** tile.zoom - view.y) * view.scale + size.height / 2;
    // a quarter of a pixel more on each side: no seams
    context.drawImage(image, left - 0.25, top - 0.25, side + 0.5, side + 0.5);
  }
}
