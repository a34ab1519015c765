import { readFileSync } from 'node:fs';
import { SITE_NAME } from '../lib/site.ts';
import { fitLines, leaveOutChinese } from '../model/social-text.ts';
import { measureText, paintText, type TextStyle } from './card-text.ts';
import { copyPicture, mix, openPicture, paintShape, type Picture } from './picture.ts';
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
const HEAD_BASELINE = 98;
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

/** The logo and name of the site on the left, on the baseline of the head. */
function drawName(picture: Picture, { ground, strokes }: Sign): void {
  const [left, top, scale] = [MARGIN - 0.8, HEAD_BASELINE - 34, 1.9];
  const place = (value: number, index: number): number => (index % 2 === 0 ? left : top) + value * scale;
  const lines = { NM: [2, 3, 9, 3, 18, 12, 23, 12], CT: [2, 21, 9, 21, 18, 12], US: [2, 12, 23, 12] };
  for (const [code, points] of Object.entries(lines))
    paintShape(picture, band(points.map(place), 3.2 * scale, true), strokes.get(code) ?? WHITE);
  const [x = 0, y = 0] = [27, 12].map(place);
  paintShape(picture, [disc(x, y, 6.6 * scale)], WHITE);
  paintShape(picture, [disc(x, y, 3.4 * scale)], ground);
  paintText(picture, SITE_NAME, { weight: 'heavy', size: 32, x: MARGIN + 82, y: HEAD_BASELINE, colour: WHITE });
}

/** The six lines running to one terminus. The page's own is heavy and has its first stop; the others are hairlines. */
function drawLines(picture: Picture, { ground, strokes }: Sign, own: string | undefined): void {
  const [top, gap, bundle, bend, terminus] = [512, 14, 7, 948, 1116];
  const middle = top + 2.5 * gap;
  CODES.forEach((code, index) => {
    const [y, target] = [top + index * gap, middle + (index - 2.5) * bundle];
    const points = [0, y, bend - Math.abs(target - y), y, bend, target, terminus, target];
    const stroke = strokes.get(code) ?? WHITE;
    // Beside the page's own line the others are faint.
    paintShape(picture, band(points, code === own ? 8 : 3), own && code !== own ? mix(ground, stroke, 0.5) : stroke);
  });
  if (own) {
    const [x, y] = [MARGIN + 15, top + CODES.indexOf(own) * gap];
    paintShape(picture, [disc(x, y, 15)], WHITE);
    paintShape(picture, [disc(x, y, 9)], ground);
  }
  paintShape(picture, [roundedBox(terminus - 16, middle - 35, 28, 70, 14)], WHITE);
  paintShape(picture, [roundedBox(terminus - 10, middle - 29, 16, 58, 8)], ground);
}

/** The code plate, in the middle of the capitals that stand on `baseline`. */
function drawPlate(picture: Picture, code: string, baseline: number, size: number, ground: number): void {
  const [width, height] = [size * 1.3, size];
  const middle = baseline - (CAP_HEIGHT * size) / 2;
  const style: TextStyle = { weight: 'heavy', size: size * 0.62 };
  const [x, y] = [MARGIN + (width - measureText(code, style)) / 2, middle + (CAP_HEIGHT * style.size) / 2];
  paintShape(picture, [roundedBox(MARGIN, middle - height / 2, width, height, height * 0.23)], WHITE);
  paintText(picture, code, { ...style, x, y, colour: ground });
}

/** The title on one line, as large as it goes there, else on two. `indent` is the room a plate takes, in ems. */
function layTitle(title: string, indent: number): { lines: string[]; style: TextStyle } {
  const styles = [96, 88, 80, 72].map((size): TextStyle => ({ weight: 'heavy', size, tracking: size * -0.02 }));
  const fits = (style: TextStyle) => measureText(title, style) <= COLUMN - indent * style.size;
  const style = styles.find(fits) ?? { weight: 'heavy', size: 70, tracking: -1.4 };
  return { lines: fitLines(title, COLUMN - indent * style.size, 2, (text) => measureText(text, style)), style };
}

/** Title and sentence, as one block in the middle of its area. */
function drawText(picture: Picture, { title, sentence, code }: Card, { ground, soft }: Sign): void {
  const indent = code ? 1.6 : 0;
  const { lines, style } = layTitle(leaveOutChinese(title), indent);
  const small: TextStyle = { weight: 'text', size: lines.length > 1 ? 32 : 34 };
  const text = fitLines(leaveOutChinese(sentence), COLUMN, 3, (line) => measureText(line, small));
  const [leading, gap, smallLeading] = [style.size * 1.08, lines.length > 1 ? 66 : 78, 46];
  const height = CAP_HEIGHT * style.size + (lines.length - 1) * leading + gap + (text.length - 1) * smallLeading;
  const baseline = Math.round((TEXT_AREA.top + TEXT_AREA.bottom - height) / 2 + CAP_HEIGHT * style.size);
  const below = baseline + (lines.length - 1) * leading + gap;
  if (code) drawPlate(picture, code, baseline, style.size, ground);
  lines.forEach((line, index) => {
    paintText(picture, line, {
      ...style,
      x: MARGIN + indent * style.size,
      y: baseline + index * leading,
      colour: WHITE,
    });
  });
  text.forEach((line, index) => {
    paintText(picture, line, { ...small, x: MARGIN, y: below + index * smallLeading, colour: soft });
  });
}

/** What kind of page it is, on the right of the head. */
function drawKind(picture: Picture, kind: string, { soft }: Sign): void {
  const style: TextStyle = { weight: 'text', size: 30 };
  const x = CARD.width - MARGIN - measureText(kind, style);
  paintText(picture, kind, { ...style, x, y: HEAD_BASELINE, colour: soft });
}

/** What all pages of a line have behind their text, drawn once. */
const backgrounds = new Map<string | undefined, Picture>();

function drawBackground(sign: Sign, code: string | undefined): Picture {
  const known = backgrounds.get(code);
  if (known) return known;
  const picture = openPicture(CARD.width, CARD.height, sign.ground);
  drawLines(picture, sign, code);
  drawName(picture, sign);
  backgrounds.set(code, picture);
  return picture;
}

/**
 * Draws the social image of a page. The same card gives the same picture.
 * @param over an image that nobody needs any more, to be painted over
 */
export function drawCard(card: Card, over?: Picture): Picture {
  const sign = signOf(card.code);
  const picture = copyPicture(drawBackground(sign, card.code), over);
  if (card.kind) drawKind(picture, card.kind, sign);
  drawText(picture, card, sign);
  return picture;
}
