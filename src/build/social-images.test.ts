import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { replaceKept } from '../../tests/kept.ts';
import { foretellCards } from './foretold.ts';
import { PART_PAGES } from '../lib/navigation.ts';
import { openStore } from './store.ts';
import type { Picture } from './picture.ts';
import { encodePng } from './png.ts';
import { drawCard } from './social-card.ts';
import { cardOf, openPainting, paint, readSocialImage, type Card } from './social-images.ts';

const CARD = {
  title: 'User operations',
  sentence: 'What a user operator does all week.',
  kind: 'Role guide',
  code: 'US',
};

describe('drawCard', () => {
  test('draws the same card the same way, whatever was drawn before', () => {
    const first = drawCard(CARD);
    drawCard({ ...CARD, title: 'Another' });
    expect(encodePng(drawCard({ ...CARD })).equals(encodePng(first))).toBe(true);
  });

  test('draws the same card over another as on its own', () => {
    const other = drawCard({ title: 'Another', sentence: 'With more words than the first one has.', code: undefined });
    expect(encodePng(drawCard(CARD, other)).equals(encodePng(drawCard(CARD)))).toBe(true);
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
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'social-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** Paints as a build of its own does. */
  async function build(card: Card, program: string): Promise<{ isNew: boolean; png: Buffer }> {
    const file = join(folder, 'image.png');
    const isNew = await paint(card, file, { store: openStore(join(folder, 'kept')), program });
    return { isNew, png: readFileSync(file) };
  }

  /** Puts something else in the place of each image that is kept: whoever gets it has not drawn. */
  function mark(): void {
    replaceKept(join(folder, 'kept'), 'kept', (kept) => kept.subarray(1, 4).toString() === 'PNG');
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
    rmSync(join(folder, 'kept'), { recursive: true });
    const second = await build(CARD, 'one');
    expect(second.isNew).toBe(true);
    expect(second.png.equals(first.png)).toBe(true);
  });
});

const html = (name: string): string =>
  `<html><head><meta name="description" content="A."><meta property="og:title" content="${name}">` +
  `<meta property="og:image" content="https://a.example/guide/social/${name}.png"></head></html>`;

describe('openPainting', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'painting-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const open = () => openPainting(folder, '/guide/', { store: openStore(join(folder, 'kept')), program: 'one' });

  test('paints an image for each page that names one, or takes it from before', async () => {
    const build = (): Promise<{ images: number; drawn: number }> => {
      const painting = open();
      painting.begin({ path: 'one.html', html: html('one') });
      painting.begin({ path: 'roles/two.html', html: html('roles/two') });
      painting.begin({ path: 'moved.html', html: '<html><title>Moved</title></html>' });
      return painting.finish();
    };
    expect(await build()).toEqual({ images: 2, drawn: 2 });
    expect(existsSync(join(folder, 'social', 'one.png'))).toBe(true);
    expect(existsSync(join(folder, 'social', 'roles', 'two.png'))).toBe(true);
    expect(await build()).toEqual({ images: 2, drawn: 0 });
  });

  test('takes what was drawn ahead, and draws what was foretold wrongly', async () => {
    const painting = open();
    await painting.drawAhead([cardOf({ title: 'one', sentence: 'A.' }), cardOf({ title: 'two', sentence: 'B.' })]);
    for (const name of ['one', 'two']) painting.begin({ path: `${name}.html`, html: html(name) });
    expect(await painting.finish()).toEqual({ images: 2, drawn: 1 });
    const image = readFileSync(join(folder, 'social', 'two.png'));
    expect(image.equals(encodePng(drawCard({ title: 'two', sentence: 'A.' })))).toBe(true);
  });

  test('says what is wrong with a page when all are waited for', async () => {
    const painting = open();
    painting.begin({ path: 'one.html', html: html('one').replace('og:title', 'title') });
    await expect(painting.finish()).rejects.toThrow(/no title/);
  });
});

test('what is foretold of a file is what its page says', () => {
  const folder = mkdtempSync(join(tmpdir(), 'foretold-'));
  const write = (path: string, fields: Record<string, string>): void => {
    const file = join(folder, 'content', path);
    mkdirSync(dirname(file), { recursive: true });
    const front = Object.entries(fields).map(([name, value]) => `${name}: ${value}\n`);
    writeFileSync(file, `---\n${front.join('')}---\n\nWords.\n`);
  };
  write('roles/user.mdx', { name: 'User operations', code: 'US', description: 'A.' });
  write('skills/writing.mdx', { name: 'Writing', description: "'B. '" });
  write('templates/event-plan.mdx', { title: 'Event plan', description: 'C.' });
  write('articles/start/portfolio.mdx', { title: 'A portfolio', description: 'D.' });
  const page = join(folder, 'src', 'pages', 'offline', 'index.astro');
  mkdirSync(dirname(page), { recursive: true });
  writeFileSync(page, '<Plain\n  title="Without a connection"\n  description="E."\n  noindex\n>');
  const parts = Object.values(PART_PAGES).map(({ name, description }) => ({ title: name, sentence: description }));
  expect([...foretellCards(folder)]).toEqual([
    { title: 'User operations', sentence: 'A.', kind: 'Role guide', code: 'US' },
    { title: 'Skill: Writing', sentence: 'B.', kind: 'Skill', code: undefined },
    { title: 'Event plan', sentence: 'C.', kind: 'Template', code: undefined },
    { title: 'A portfolio', sentence: 'D.', kind: 'Begin', code: undefined },
    ...parts,
    { title: 'Without a connection', sentence: 'E.' },
  ]);
  rmSync(folder, { recursive: true });
});
