import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore, type Store } from './kept.ts';
import { measureText, outlineText } from './outline-text.ts';
import { drawCard, type Card } from './social-card.ts';
import { paint, readSocialImage } from './social-images.ts';

const CARD = {
  title: 'User operations',
  sentence: 'What a user operator does all week.',
  kind: 'Role guide',
  code: 'US',
};

describe('outlineText', () => {
  test('begins with the ink of the first letter at x', () => {
    const path = /matrix\((\S+) 0 0 \S+ (\S+) 0\)" d="M(\d+) /.exec(
      outlineText('N', 72, 0, { weight: 'heavy', size: 96 }),
    );
    expect(Number(path?.[2]) + Number(path?.[1]) * Number(path?.[3])).toBeCloseTo(72, 1);
  });

  test('sets kerned pairs closer than their letters apart', () => {
    const style = { weight: 'heavy', size: 100 } as const;
    expect(measureText('ToTo', style)).toBeLessThan(measureText('To', style) * 2);
  });

  test('measures a line as wide as it is drawn, with the room at each space that its letters leave', () => {
    const style = { weight: 'text', size: 100, tracking: -2 } as const;
    const startOfLast = (text: string): number =>
      Number([...outlineText(text, 0, 0, style).matchAll(/matrix\(\S+ 0 0 \S+ (\S+) 0\)/g)].at(-1)?.[1]);
    const line = 'Your Week, for Years A N';
    expect(measureText(line, style)).toBeCloseTo(startOfLast(line) + measureText('N', style) - startOfLast('N'), 1);
    const gap = (one: string, other: string): number =>
      measureText(`${one} ${other}`, style) - measureText(one, style) - measureText(other, style);
    expect(gap('r', 'T')).toBeLessThan(gap('n', 'H'));
  });

  test('spells pinyin without its marks', () => {
    const style = { weight: 'text', size: 34 } as const;
    expect(outlineText('lāxīn', 0, 0, style)).toBe(outlineText('laxin', 0, 0, style));
  });

  test('refuses a letter the font lacks, and names it and the way out', () => {
    expect(() => outlineText('留存', 0, 0, { weight: 'text', size: 34 })).toThrow(/lacks “留”.*npm run fonts/);
  });
});

describe('drawCard', () => {
  test('draws the same card the same way', () => {
    expect(drawCard(CARD)).toBe(drawCard({ ...CARD }));
  });

  test('puts a line’s page on its own hue and every other page on ink', () => {
    expect(drawCard(CARD)).toContain('height="630" fill="#0b5cc4"');
    expect(drawCard({ ...CARD, code: undefined })).toContain('height="630" fill="#14181c"');
  });

  test('leaves Chinese out', () => {
    expect(drawCard({ ...CARD, title: 'User operations (用户运营)' })).toBe(drawCard(CARD));
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

  test('takes what another program drew the same way', async () => {
    await build(CARD, 'one');
    mark();
    const second = await build(CARD, 'another');
    expect([second.isNew, second.png.toString()]).toEqual([false, 'kept']);
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
