import { readFileSync } from 'node:fs';
import { SITE_NAME } from '../lib/site.ts';
import { fitLines, leaveOutChinese } from '../model/social-text.ts';
import { measureText, outlineText, type TextStyle } from './outline-text.ts';
import { copyPicture, mix, openPicture, paintShape, type Outline, type Picture } from './picture.ts';
import { band, disc, roundedBox } from './shapes.ts';

/** What a social image says. */
export interface Card {
  title: string;
  /** One sentence on the page; its description */
  sentence: string;
  /** What kind of page it is: "Skill" */
  kind?: string | undefined;
  /** Code of the page's line: "NM" */
  code?: string | undefined;
}

/** A sign in the hue of its line, or in ink for a page without one. Colours as 0xRRGGBB. */
interface Sign {
  ground: number;
  /** Secondary text */
  soft: number;
  /** Stroke of a line, by its code */
  strokes: ReadonlyMap<string, number>;
}

/** In px, as are all measures here. */
export const CARD = { width: 1200, height: 630 };
const MARGIN = 72;
const COLUMN = CARD.width - 2 * MARGIN;
/** The text stands in the middle between the site's name and the lines. */
const TEXT_AREA = { top: 130, bottom: 500 };
const CODES = ['NM', 'US', 'PR', 'CT', 'CM', 'EV'];
const WHITE = 0xffffff;
const CAP_HEIGHT = 0.668;

const tokens = readFileSync(new URL('../styles/tokens.css', import.meta.url), 'utf8');

/** A colour as tokens.css has it, in light and in dark. @throws when the file no longer names it so */
function readHue(name: string): { light: number; dark: number } {
  const [, light, dark] = new RegExp(`--${name}: light-dark\\(#(\\w{6}), #(\\w{6})\\)`).exec(tokens) ?? [];
  if (light && dark) return { light: Number.parseInt(light, 16), dark: Number.parseInt(dark, 16) };
  throw new Error(
    `src/styles/tokens.css has no --${name}: light-dark(#…, #…). The social images read their colours there.`,
  );
}

function signOf(code: string | undefined): Sign {
  const strokeOf = (name: string) => (code ? WHITE : readHue(name.toLowerCase()).dark);
  const strokes = new Map(CODES.map((name) => [name, strokeOf(name)]));
  if (code) return { ground: readHue(code.toLowerCase()).light, soft: WHITE, strokes };
  return { ground: readHue('ink').light, soft: readHue('soft').dark, strokes };
}

/** Puts a shape on the image. */
type Paint = (shape: readonly Outline[], colour: number) => void;

function painter(picture: Picture): Paint {
  return (shape, colour) => {
    paintShape(picture, shape, colour);
  };
}

/** The logo and name of the site on the left, the kind of page on the right, on one baseline. */
function drawHead(paint: Paint, { ground, soft, strokes }: Sign, kind: string | undefined): void {
  const baseline = 98;
  const [left, top, scale] = [MARGIN - 0.8, baseline - 34, 1.9];
  const place = (value: number, index: number): number => (index % 2 === 0 ? left : top) + value * scale;
  const lines = { NM: [2, 3, 9, 3, 18, 12, 23, 12], CT: [2, 21, 9, 21, 18, 12], US: [2, 12, 23, 12] };
  for (const [code, points] of Object.entries(lines))
    paint(band(points.map(place), 3.2 * scale, true), strokes.get(code) ?? WHITE);
  const [x = 0, y = 0] = [27, 12].map(place);
  paint([disc(x, y, 6.6 * scale)], WHITE);
  paint([disc(x, y, 3.4 * scale)], ground);
  paint(outlineText(SITE_NAME, MARGIN + 82, baseline, { weight: 'heavy', size: 32 }), WHITE);
  if (!kind) return;
  const style: TextStyle = { weight: 'text', size: 30 };
  paint(outlineText(kind, CARD.width - MARGIN - measureText(kind, style), baseline, style), soft);
}

/** The six lines running to one terminus. The page's own is heavy and has its first stop; the others are hairlines. */
function drawLines(paint: Paint, { ground, strokes }: Sign, own: string | undefined): void {
  const [top, gap, bundle, bend, terminus] = [512, 14, 7, 948, 1116];
  const middle = top + 2.5 * gap;
  CODES.forEach((code, index) => {
    const [y, target] = [top + index * gap, middle + (index - 2.5) * bundle];
    const points = [0, y, bend - Math.abs(target - y), y, bend, target, terminus, target];
    const stroke = strokes.get(code) ?? WHITE;
    // Beside the page's own line the others are faint.
    paint(band(points, code === own ? 8 : 3), own && code !== own ? mix(ground, stroke, 0.5) : stroke);
  });
  if (own) {
    const [x, y] = [MARGIN + 15, top + CODES.indexOf(own) * gap];
    paint([disc(x, y, 15)], WHITE);
    paint([disc(x, y, 9)], ground);
  }
  paint([roundedBox(terminus - 16, middle - 35, 28, 70, 14)], WHITE);
  paint([roundedBox(terminus - 10, middle - 29, 16, 58, 8)], ground);
}

/** The code plate, in the middle of the capitals that stand on `baseline`. */
function drawPlate(paint: Paint, code: string, baseline: number, size: number, ground: number): void {
  const [width, height] = [size * 1.3, size];
  const middle = baseline - (CAP_HEIGHT * size) / 2;
  const style: TextStyle = { weight: 'heavy', size: size * 0.62 };
  const [x, y] = [MARGIN + (width - measureText(code, style)) / 2, middle + (CAP_HEIGHT * style.size) / 2];
  paint([roundedBox(MARGIN, middle - height / 2, width, height, height * 0.23)], WHITE);
  paint(outlineText(code, x, y, style), ground);
}

/** The title on one line, as large as it goes there, else on two. `indent` is the room a plate takes, in ems. */
function layTitle(title: string, indent: number): { lines: string[]; style: TextStyle } {
  const styles = [96, 88, 80, 72].map((size): TextStyle => ({ weight: 'heavy', size, tracking: size * -0.02 }));
  const fits = (style: TextStyle) => measureText(title, style) <= COLUMN - indent * style.size;
  const style = styles.find(fits) ?? { weight: 'heavy', size: 70, tracking: -1.4 };
  return { lines: fitLines(title, COLUMN - indent * style.size, 2, (text) => measureText(text, style)), style };
}

/** Title and sentence, as one block in the middle of its area. */
function drawText(paint: Paint, { title, sentence, code }: Card, { ground, soft }: Sign): void {
  const indent = code ? 1.6 : 0;
  const { lines, style } = layTitle(leaveOutChinese(title), indent);
  const small: TextStyle = { weight: 'text', size: lines.length > 1 ? 32 : 34 };
  const text = fitLines(leaveOutChinese(sentence), COLUMN, 3, (line) => measureText(line, small));
  const [leading, gap, smallLeading] = [style.size * 1.08, lines.length > 1 ? 66 : 78, 46];
  const height = CAP_HEIGHT * style.size + (lines.length - 1) * leading + gap + (text.length - 1) * smallLeading;
  const baseline = Math.round((TEXT_AREA.top + TEXT_AREA.bottom - height) / 2 + CAP_HEIGHT * style.size);
  const below = baseline + (lines.length - 1) * leading + gap;
  if (code) drawPlate(paint, code, baseline, style.size, ground);
  lines.forEach((line, index) => {
    paint(outlineText(line, MARGIN + indent * style.size, baseline + index * leading, style), WHITE);
  });
  text.forEach((line, index) => {
    paint(outlineText(line, MARGIN, below + index * smallLeading, small), soft);
  });
}

/** What all pages of a line and kind have behind their text, drawn once. */
const backgrounds = new Map<string, Picture>();

function drawBackground(sign: Sign, { code, kind }: Card): Picture {
  const key = JSON.stringify([code, kind]);
  const known = backgrounds.get(key);
  if (known) return known;
  const picture = openPicture(CARD.width, CARD.height, sign.ground);
  const paint = painter(picture);
  drawLines(paint, sign, code);
  drawHead(paint, sign, kind);
  backgrounds.set(key, picture);
  return picture;
}

/** Draws the social image of a page. The same card gives the same picture. */
export function drawCard(card: Card): Picture {
  const sign = signOf(card.code);
  const picture = copyPicture(drawBackground(sign, card));
  drawText(painter(picture), card, sign);
  return picture;
}
