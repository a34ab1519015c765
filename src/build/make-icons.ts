/**
 * Makes every icon of the guide from public/favicon.svg. Run by hand when the mark changes: npm run icons
 */
import { readFileSync, writeFileSync } from 'node:fs';
import sharp from 'sharp';

interface Icon {
  file: string;
  /** Side in px */
  size: number;
  /** How large the mark stands on its tile; 1 is as in the tab. */
  part: number;
  /** The tile fills the square to its corners, for systems that cut their own shape. */
  square?: boolean;
}

const ICONS: Icon[] = [
  { file: 'icon-192.png', size: 192, part: 0.84 },
  { file: 'icon-512.png', size: 512, part: 0.84 },
  { file: 'apple-touch-icon.png', size: 180, part: 0.8, square: true },
  // Only a circle of 80 % of the side is sure to be seen.
  { file: 'icon-maskable-512.png', size: 512, part: 0.7, square: true },
];

const at = (file: string) => new URL(`../../public/${file}`, import.meta.url);
// The colours for dark tabs are for the tab alone.
const mark = readFileSync(at('favicon.svg'), 'utf8')
  .trim()
  .replace(/<style>.*?<\/style>/s, '');
const TILE = /<rect[^>]*\/>/;
const tile = TILE.exec(mark)?.[0];
if (!tile)
  throw new Error('public/favicon.svg has no <rect/> for its tile. The icons set the mark on it: give it one.');

/** The mark at a part of its size, in the middle of its tile. */
function setMark({ part, square }: Icon): string {
  const move = 16 * (1 - part);
  const ground = square ? tile?.replace(/ rx="\d+"/, '') : tile;
  return mark
    .replace(TILE, `${ground}<g transform="translate(${move} ${move}) scale(${part})">`)
    .replace('</svg>', '</g></svg>');
}

function paint(svg: string, size: number): Promise<Buffer> {
  return sharp(Buffer.from(svg), { density: (72 * size) / 32 })
    .resize(size, size)
    .png({ palette: true, colours: 64, dither: 0, effort: 10 })
    .toBuffer();
}

/** An .ico file with one PNG in it: a header of 6 bytes, one entry of 16, the image. */
function wrapIco(png: Buffer, size: number): Buffer {
  const head = Buffer.alloc(22);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(1, 4);
  head.writeUInt8(size, 6);
  head.writeUInt8(size, 7);
  head.writeUInt16LE(1, 10);
  head.writeUInt16LE(32, 12);
  head.writeUInt32LE(png.length, 14);
  head.writeUInt32LE(head.length, 18);
  return Buffer.concat([head, png]);
}

async function save(file: string, content: Buffer | Promise<Buffer>): Promise<void> {
  const bytes = await content;
  writeFileSync(at(file), bytes);
  console.log(`public/${file}: ${bytes.length} bytes`);
}

for (const icon of ICONS) await save(icon.file, paint(setMark(icon), icon.size));
await save('favicon.ico', wrapIco(await paint(mark, 32), 32));
