import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore, type Store } from './kept.ts';
import { measureText, outlineText } from './outline-text.ts';
import { encodePng, type Outline, type Picture } from './picture.ts';
import { drawCard, type Card } from './social-card.ts';
import { openPainting, paint, readSocialImage } from './social-images.ts';

const CARD = {
  title: 'User operations',
  sentence: 'What a user operator does all week.',
  kind: 'Role guide',
  code: 'US',
};

/** Where the ink of outlines begins and ends, from left to right. */
function spanOf(outlines: readonly Outline[]): [from: number, to: number] {
  const xs = outlines.flatMap((outline) => outline.filter((_, index) => index % 2 === 0));
  return [Math.min(...xs), Math.max(...xs)];
}

describe('outlineText', () => {
  test('begins with the ink of the first letter at x', () => {
    expect(spanOf(outlineText('N', 72, 0, { weight: 'heavy', size: 96 }))[0]).toBeCloseTo(72, 5);
  });

  test('stands on its baseline, as high as capitals are', () => {
    const outlines = outlineText('N', 0, 200, { weight: 'heavy', size: 100 });
    const ys = outlines.flatMap((outline) => outline.filter((_, index) => index % 2 === 1));
    expect([Math.round(Math.min(...ys)), Math.max(...ys)]).toEqual([133, 200]);
  });

  test('sets kerned pairs closer than their letters apart', () => {
    const style = { weight: 'heavy', size: 100 } as const;
    expect(measureText('ToTo', style)).toBeLessThan(measureText('To', style) * 2);
  });

  test('measures a line as wide as it is drawn, with the room at each space that its letters leave', () => {
    const style = { weight: 'text', size: 100, tracking: -2 } as const;
    const line = 'Your Week, for Years A N';
    // N ends with its ink as far before its room as it begins after.
    const before = measureText('N', style) - spanOf(outlineText('N', 0, 0, style))[1];
    expect(spanOf(outlineText(line, 0, 0, style))[1] + before).toBeCloseTo(measureText(line, style), 1);
    const gap = (one: string, other: string): number =>
      measureText(`${one} ${other}`, style) - measureText(one, style) - measureText(other, style);
    expect(gap('r', 'T')).toBeLessThan(gap('n', 'H'));
  });

  test('spells pinyin without its marks', () => {
    const style = { weight: 'text', size: 34 } as const;
    expect(outlineText('lāxīn', 0, 0, style)).toEqual(outlineText('laxin', 0, 0, style));
  });

  test('refuses a letter the font lacks, and names it and the way out', () => {
    expect(() => outlineText('留存', 0, 0, { weight: 'text', size: 34 })).toThrow(/lacks “留”.*npm run fonts/);
  });
});

describe('drawCard', () => {
  test('draws the same card the same way, whatever was drawn before', () => {
    const first = drawCard(CARD);
    drawCard({ ...CARD, title: 'Another' });
    expect(encodePng(drawCard({ ...CARD })).equals(encodePng(first))).toBe(true);
  });

  test('puts a line’s page on its own hue and every other page on ink', () => {
    expect(drawCard(CARD).palette[0]).toBe(0x0b5cc4);
    expect(drawCard({ ...CARD, code: undefined }).palette[0]).toBe(0x14181c);
  });

  test('draws the six lines in their hues, and a page’s own line heavier than the others', () => {
    const colourAt = ({ lines, palette, width }: Picture, x: number, y: number) =>
      palette[lines[y * (width + 1) + 1 + x] ?? -1]?.toString(16);
    const tops = [0, 1, 2, 3, 4, 5].map((line) => 512 + 14 * line);
    const hues = tops.map((y) => colourAt(drawCard({ ...CARD, code: undefined }), 400, y));
    expect(new Set(hues).size).toBe(6);
    const own = drawCard(CARD);
    expect(tops.map((y) => colourAt(own, 400, y + 3))).toEqual(
      tops.map((_, line) => (line === 1 ? 'ffffff' : 'b5cc4')),
    );
  });

  test('leaves Chinese out', () => {
    expect(drawCard({ ...CARD, title: 'User operations (用户运营)' }).lines).toEqual(drawCard(CARD).lines);
  });

  test('refuses a line that has no hue', () => {
    expect(() => drawCard({ ...CARD, code: 'XX' })).toThrow(/no --xx/);
  });
});

describe('readSocialImage', () => {
  const page = (head: string, kind = 'Skill') =>
    `<html lang="en-GB" data-line="NM"><head><meta name="description" content="A &amp; B."><meta property="og:title" content="It&#39;s"><meta property="og:image" content="https://a.example/social/x.png">${head}</head><article class="x" data-kind="${kind}">`;

  test('reads the words of a page as a reader sees them', () => {
    const card = { title: "It's", sentence: 'A & B.', kind: 'Skill', code: 'NM' };
    expect(readSocialImage(page(''))).toEqual({ address: 'https://a.example/social/x.png', card });
  });

  test.each(['Index', "It's"])('has no kind where it says nothing: %s', (kind) => {
    expect(readSocialImage(page('', kind))?.card.kind).toBeUndefined();
  });

  test('passes over a page that names no image', () => {
    expect(readSocialImage('<html><head><title>Moved</title></head>')).toBeUndefined();
  });

  test('refuses a page that names an image and says nothing', () => {
    expect(() => readSocialImage('<meta property="og:image" content="https://a.example/x.png">')).toThrow(/no title/);
  });
});

describe('paint', () => {
  let folder = '';
  let store: Store;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'social-'));
    store = openStore(join(folder, 'kept'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** Paints as a build of its own does. */
  async function build(card: Card, program: string): Promise<{ isNew: boolean; png: Buffer }> {
    const file = join(folder, 'image.png');
    const isNew = await paint(card, file, { store, program });
    return { isNew, png: readFileSync(file) };
  }

  const keptImages = (): string[] =>
    readdirSync(join(folder, 'kept'))
      .map((name) => join(folder, 'kept', name))
      .filter((file) => readFileSync(file).subarray(1, 4).toString() === 'PNG');

  /** Writes something else into each image that is kept: whoever gets it has not drawn. */
  function mark(): void {
    for (const file of keptImages()) writeFileSync(file, 'kept');
  }

  test('draws once, then takes what it drew', async () => {
    const first = await build(CARD, 'one');
    mark();
    const second = await build(CARD, 'one');
    expect([first.isNew, second.isNew, second.png.toString()]).toEqual([true, false, 'kept']);
  });

  test('draws anew when the program changes', async () => {
    await build(CARD, 'one');
    mark();
    expect((await build(CARD, 'another')).isNew).toBe(true);
  });

  test('draws anew when the text changes', async () => {
    await build(CARD, 'one');
    expect((await build({ ...CARD, sentence: 'Another.' }, 'one')).isNew).toBe(true);
  });

  test('makes the same bytes of the same drawing, and draws again what was thrown away', async () => {
    const first = await build(CARD, 'one');
    for (const file of keptImages()) rmSync(file);
    const second = await build(CARD, 'one');
    expect(second.isNew).toBe(true);
    expect(second.png.equals(first.png)).toBe(true);
  });
});

test('a build paints an image for each page that names one, or takes it from before', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'painting-'));
  const html = (name: string): string =>
    `<html><head><meta name="description" content="A."><meta property="og:title" content="${name}">` +
    `<meta property="og:image" content="https://a.example/guide/social/${name}.png"></head></html>`;
  const build = (): Promise<{ images: number; drawn: number }> => {
    const kept = { store: openStore(join(folder, 'kept')), program: 'one' };
    const painting = openPainting(folder, '/guide/', kept);
    painting.begin({ path: 'one.html', html: html('one') });
    painting.begin({ path: 'roles/two.html', html: html('roles/two') });
    painting.begin({ path: 'moved.html', html: '<html><title>Moved</title></html>' });
    return painting.finish();
  };
  expect(await build()).toEqual({ images: 2, drawn: 2 });
  expect(existsSync(join(folder, 'social', 'one.png'))).toBe(true);
  expect(existsSync(join(folder, 'social', 'roles', 'two.png'))).toBe(true);
  expect(await build()).toEqual({ images: 2, drawn: 0 });
  rmSync(folder, { recursive: true });
});
