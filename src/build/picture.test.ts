import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { coverOf, type Outline } from './cover.ts';
import { copyPicture, mix, openPicture, paintCover, paintShape, type Picture } from './picture.ts';
import { encodePng } from './png.ts';
import { band, disc, roundedBox } from './shapes.ts';

const [BLACK, WHITE] = [0x000000, 0xffffff];
const square = (from: number, to: number): number[] => [from, from, to, from, to, to, from, to];
const colourAt = ({ palette, lines, width }: Picture, x: number, y: number): number =>
  palette[lines[y * (width + 1) + 1 + x] ?? -1] ?? -1;

/** How much of a picture is white, in px: grey counts by its share. */
function areaOf(picture: Picture): number {
  let area = 0;
  for (let y = 0; y < picture.height; y += 1)
    for (let x = 0; x < picture.width; x += 1) area += (colourAt(picture, x, y) & 255) / 255;
  return area;
}

function paint(...shapes: (readonly Outline[])[]): Picture {
  const picture = openPicture(100, 100, BLACK);
  for (const shape of shapes) paintShape(picture, shape, WHITE);
  return picture;
}

describe('paintShape', () => {
  test('fills what is inside, leaves what is outside, and mixes where an edge cuts a pixel', () => {
    const picture = paint([square(10.5, 20)]);
    expect(colourAt(picture, 15, 15)).toBe(WHITE);
    expect([colourAt(picture, 9, 15), colourAt(picture, 20, 15), colourAt(picture, 15, 20)]).toEqual([0, 0, 0]);
    expect(colourAt(picture, 10, 15)).toBe(mix(BLACK, WHITE, 0.5));
    expect(colourAt(picture, 10, 10)).toBe(mix(BLACK, WHITE, 0.25));
  });

  test.each([
    ['a square', [square(10, 30)], 400],
    ['a square with a hole', [square(10, 30), [15, 15, 15, 20, 20, 20, 20, 15]], 400 - 25],
    ['overlapping squares, which are one shape', [square(10, 30), square(20, 40)], 700],
    ['a triangle', [[10, 10, 50, 10, 10, 50]], 800],
    ['a flat triangle, whose edge crosses many pixels of a line', [[10, 10, 90, 10, 90, 14]], 160],
    ['a disc', [disc(50, 50, 30)], Math.PI * 900],
    ['a box with round corners', [roundedBox(10, 10, 60, 40, 8)], 2400 - (4 - Math.PI) * 64],
    ['a line', band([10, 20, 60, 20], 6), 300],
    ['a line with round ends', band([20, 20, 60, 20], 6, true), 240 + Math.PI * 9],
    ['a line with a bend', band([10, 20, 40, 20, 40, 60], 6), 30 * 6 + 40 * 6 - 9 + (Math.PI * 9) / 4],
    ['nothing', [], 0],
  ])('covers as much as there is: %s', (_, shape, area) => {
    expect(Math.abs(areaOf(paint(shape as Outline[])) - area)).toBeLessThan(Math.max(2, area * 0.01));
  });

  test.each([
    ['left', [-10, 40, 10, 40, 10, 60, -10, 60], 200],
    ['right', [90, 40, 150, 40, 150, 60, 90, 60], 200],
    ['top', [40, -10, 60, -10, 60, 10, 40, 10], 200],
    ['bottom', [40, 90, 60, 90, 60, 130, 40, 130], 200],
    ['all', [-9, -9, 150, -9, 150, 150, -9, 150], 10_000],
    ['none, being nowhere in it', [200, 200, 210, 200, 210, 210], 0],
  ])('leaves out what is beside the picture: %s', (_, outline, area) => {
    const picture = paint([outline]);
    expect(areaOf(picture)).toBeCloseTo(area, 5);
    // The byte before each line says how it is written, and is no pixel.
    expect(picture.lines.filter((_byte, at) => at % 101 === 0).every((byte) => byte === 0)).toBe(true);
  });

  test('paints over what is there', () => {
    const picture = paint([square(10, 30)]);
    paintShape(picture, [square(15, 20.5)], 0xff0000);
    expect([colourAt(picture, 17, 17), colourAt(picture, 25, 25)]).toEqual([0xff0000, WHITE]);
    expect(colourAt(picture, 20, 17)).toBe(mix(WHITE, 0xff0000, 0.5));
  });

  test('refuses more colours than a palette holds', () => {
    const picture = openPicture(20, 20, BLACK);
    const fill = (): void => {
      for (let colour = 1; colour < 300; colour += 1) paintShape(picture, [square(1, 3)], colour);
    };
    expect(fill).toThrow(/more than 256 colours/);
  });
});

test('a copy over another picture is like one of its own', () => {
  const picture = paint([square(10, 30.5)]);
  const over = paint([disc(50, 50, 40)]);
  paintShape(over, [square(1, 9)], 0x00ff00);
  expect(copyPicture(picture, over)).toEqual(copyPicture(picture));
});

test('what is covered can be painted in several places', () => {
  const picture = openPicture(100, 100, BLACK);
  const cover = coverOf([square(10, 20)]);
  for (const place of [0, 30, -15] as const) paintCover(picture, cover, [place, 2 * place], WHITE);
  expect(colourAt(picture, 15, 15)).toBe(WHITE);
  expect(colourAt(picture, 45, 75)).toBe(WHITE);
  // The last is beside the picture.
  expect(areaOf(picture)).toBe(200);
});

test('a copy is painted on by itself', () => {
  const picture = paint([square(10, 30)]);
  const copy = copyPicture(picture);
  paintShape(copy, [square(10, 30.5)], 0x00ff00);
  expect(picture.palette).not.toContain(0x00ff00);
  expect(colourAt(picture, 15, 15)).toBe(WHITE);
});

test('another program reads the PNG as it was painted', async () => {
  const picture = paint([disc(50, 50, 30)]);
  paintShape(picture, [square(5, 20)], 0x0b5cc4);
  const { data, info } = await sharp(encodePng(picture)).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  expect([info.width, info.height, info.channels]).toEqual([100, 100, 3]);
  const pixels = Array.from({ length: 10_000 }, (_, at) => data.readUIntBE(at * 3, 3));
  expect(pixels).toEqual(pixels.map((_, at) => colourAt(picture, at % 100, Math.floor(at / 100))));
});
