import { readFileSync } from 'node:fs';
import { SITE_NAME } from '../lib/site.ts';
import { fitLines, leaveOutChinese } from '../model/social-text.ts';
import { measureText, outlineText, type TextStyle } from './outline-text.ts';

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

/** A sign in the hue of its line, or in ink for a page without one. Colours as SVG writes them. */
interface Sign {
  ground: string;
  /** Secondary text */
  soft: string;
  /** Stroke of a line, by its code */
  strokes: Record<string, string>;
}

/** In px, as are all measures here. */
export const CARD = { width: 1200, height: 630 };
const MARGIN = 72;
const COLUMN = CARD.width - 2 * MARGIN;
/** The text stands in the middle between the site's name and the lines. */
const TEXT_AREA = { top: 130, bottom: 500 };
const CODES = ['NM', 'US', 'PR', 'CT', 'CM', 'EV'];
const WHITE = '#ffffff';
const CAP_HEIGHT = 0.668;

const tokens = readFileSync(new URL('../styles/tokens.css', import.meta.url), 'utf8');

/** A colour as tokens.css has it, in light and in dark. @throws when the file no longer names it so */
function readHue(name: string): { light: string; dark: string } {
  const [, light, dark] = new RegExp(`--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(tokens) ?? [];
  if (light && dark) return { light, dark };
  throw new Error(
    `src/styles/tokens.css has no --${name}: light-dark(#…, #…). The social images read their colours there.`,
  );
}

function signOf(code: string | undefined): Sign {
  const strokeOf = (name: string) => (code ? WHITE : readHue(name.toLowerCase()).dark);
  const strokes = Object.fromEntries(CODES.map((name) => [name, strokeOf(name)]));
  if (code) return { ground: readHue(code.toLowerCase()).light, soft: WHITE, strokes };
  return { ground: readHue('ink').light, soft: readHue('soft').dark, strokes };
}

function setText(text: string, x: number, y: number, style: TextStyle, fill = WHITE): string {
  return `<g fill="${fill}">${outlineText(text, x, y, style)}</g>`;
}

/** The logo and name of the site on the left, the kind of page on the right, on one baseline. */
function drawHead({ ground, soft, strokes }: Sign, kind: string | undefined): string {
  const baseline = 98;
  const lines = { NM: 'M2 3h7l9 9h5', CT: 'M2 21h7l9-9', US: 'M2 12h21' };
  const paths = Object.entries(lines).map(([code, d]) => `<path stroke="${strokes[code]}" d="${d}"/>`);
  const stop = `<circle cx="27" cy="12" r="5" stroke="${WHITE}" fill="${ground}"/>`;
  const place = `transform="translate(${MARGIN - 0.8} ${baseline - 34}) scale(1.9)"`;
  const logo = `<g ${place} fill="none" stroke-width="3.2" stroke-linecap="round">${paths.join('')}${stop}</g>`;
  const style: TextStyle = { weight: 'text', size: 30 };
  const right = kind ? setText(kind, CARD.width - MARGIN - measureText(kind, style), baseline, style, soft) : '';
  return logo + setText(SITE_NAME, MARGIN + 82, baseline, { weight: 'heavy', size: 32 }) + right;
}

/** The six lines running to one terminus. The page's own is heavy and has its first stop; the others are hairlines. */
function drawLines({ ground, strokes }: Sign, own: string | undefined): string {
  const [top, gap, bundle, bend, terminus] = [512, 14, 7, 948, 1116];
  const middle = top + 2.5 * gap;
  const lines = CODES.map((code, index) => {
    const [y, target] = [top + index * gap, middle + (index - 2.5) * bundle];
    const look = code === own ? 'stroke-width="8"' : `stroke-width="3"${own ? ' opacity=".5"' : ''}`;
    return `<path d="M0 ${y}H${bend - Math.abs(target - y)}L${bend} ${target}H${terminus}" stroke="${strokes[code]}" ${look}/>`;
  });
  const first = own ? `<circle cx="${MARGIN + 15}" cy="${top + CODES.indexOf(own) * gap}" r="12"/>` : '';
  const last = `<rect x="${terminus - 13}" y="${middle - 32}" width="22" height="64" rx="11"/>`;
  const stops = `<g fill="${ground}" stroke="${WHITE}" stroke-width="6">${first}${last}</g>`;
  return `<g fill="none" stroke-linejoin="round">${lines.join('')}${stops}</g>`;
}

/** The code plate, in the middle of the capitals that stand on `baseline`. */
function drawPlate(code: string, baseline: number, size: number, ground: string): string {
  const [width, height] = [size * 1.3, size];
  const middle = baseline - (CAP_HEIGHT * size) / 2;
  const style: TextStyle = { weight: 'heavy', size: size * 0.62 };
  const [x, y] = [MARGIN + (width - measureText(code, style)) / 2, middle + (CAP_HEIGHT * style.size) / 2];
  const corner = `x="${MARGIN}" y="${middle - height / 2}" rx="${height * 0.23}"`;
  const plate = `<rect ${corner} width="${width}" height="${height}" fill="${WHITE}"/>`;
  return plate + setText(code, x, y, style, ground);
}

/** The title on one line, as large as it goes there, else on two. `indent` is the room a plate takes, in ems. */
function layTitle(title: string, indent: number): { lines: string[]; style: TextStyle } {
  const styles = [96, 88, 80, 72].map((size): TextStyle => ({ weight: 'heavy', size, tracking: size * -0.02 }));
  const fits = (style: TextStyle) => measureText(title, style) <= COLUMN - indent * style.size;
  const style = styles.find(fits) ?? { weight: 'heavy', size: 70, tracking: -1.4 };
  return { lines: fitLines(title, COLUMN - indent * style.size, 2, (text) => measureText(text, style)), style };
}

/** Title and sentence, as one block in the middle of its area. */
function drawText({ title, sentence, code }: Card, { ground, soft }: Sign): string {
  const indent = code ? 1.6 : 0;
  const { lines, style } = layTitle(leaveOutChinese(title), indent);
  const small: TextStyle = { weight: 'text', size: lines.length > 1 ? 32 : 34 };
  const text = fitLines(leaveOutChinese(sentence), COLUMN, 3, (line) => measureText(line, small));
  const [leading, gap, smallLeading] = [style.size * 1.08, lines.length > 1 ? 66 : 78, 46];
  const height = CAP_HEIGHT * style.size + (lines.length - 1) * leading + gap + (text.length - 1) * smallLeading;
  const baseline = Math.round((TEXT_AREA.top + TEXT_AREA.bottom - height) / 2 + CAP_HEIGHT * style.size);
  const below = baseline + (lines.length - 1) * leading + gap;
  return [
    code ? drawPlate(code, baseline, style.size, ground) : '',
    ...lines.map((line, index) => setText(line, MARGIN + indent * style.size, baseline + index * leading, style)),
    ...text.map((line, index) => setText(line, MARGIN, below + index * smallLeading, small, soft)),
  ].join('');
}

/** Draws the social image of a page as SVG. The same card gives the same text. */
export function drawCard(card: Card): string {
  const sign = signOf(card.code);
  const ground = `<rect width="${CARD.width}" height="${CARD.height}" fill="${sign.ground}"/>`;
  const parts = [ground, drawLines(sign, card.code), drawHead(sign, card.kind), drawText(card, sign)];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${CARD.width}" height="${CARD.height}">${parts.join('')}</svg>`;
}
