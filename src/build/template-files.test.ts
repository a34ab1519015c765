import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, unzipSync, zipSync } from 'fflate';
import mammoth from 'mammoth';
import readExcelFile from 'read-excel-file/node';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { replaceKept } from '../../tests/kept.ts';
import { SITE_NAME } from '../lib/site.ts';
import { templates } from '../schemas/templates.ts';
import { foretellForms } from './foretold.ts';
import { openStore } from './store.ts';
import { endingOf, makeFile, withoutTimes, type Form } from './template-files.ts';

const SHEET: Form = {
  kind: 'sheet',
  columns: [
    { name: 'Publish date', help: 'The day it goes out.' },
    { name: 'Title & 标题', help: 'As printed.' },
    { name: 'Reads', help: 'After seven days.' },
  ],
  example: [
    ['2026-05-01', 'Eight <fast> dinners', '1,240'],
    ['2026-05-08', '冬天的汤', '18'],
  ],
};

const DOCUMENT: Form = {
  kind: 'document',
  parts: [
    {
      heading: 'Goal',
      help: 'One number and a date.',
      example: ['300 sign-ups by 12 May.', 'No more than 9,000 yuan.'],
    },
    { heading: 'Risks & limits', help: 'What could go wrong.', example: ['雨天: move inside.'] },
  ],
};

const bytes = async (form: Form, title = 'Plan'): Promise<Buffer> => Buffer.from(await makeFile(title, form));

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

describe('a sheet', () => {
  const open = async () => readExcelFile(await bytes(SHEET, 'Content calendar'));
  const head = ['Publish date', 'Title & 标题', 'Reads'];

  test('opens with an empty form, a filled example said to be made up, and help', async () => {
    expect((await open()).map(({ sheet }) => sheet)).toEqual(['Form', 'Example (made up)', 'How to fill it']);
  });

  test('has the columns of the form and no rows on the first sheet', async () => {
    expect((await open())[0]?.data).toEqual([head]);
  });

  test('has the example rows, text for text, on the second sheet', async () => {
    expect((await open())[1]?.data).toEqual([head, ...(SHEET.kind === 'sheet' ? SHEET.example : [])]);
  });

  test('says what to write in each column, what it is and where it comes from, on the third sheet', async () => {
    const rows = (await open())[2]?.data ?? [];
    expect(rows.slice(1, -1)).toEqual([
      ['Publish date', 'The day it goes out.'],
      ['Title & 标题', 'As printed.'],
      ['Reads', 'After seven days.'],
    ]);
    expect(rows.at(-1)).toEqual(['Content calendar', expect.stringContaining(SITE_NAME)]);
  });
});

describe('a document', () => {
  test('opens with every heading twice, once to fill in and once filled', async () => {
    const { value, messages } = await mammoth.convertToHtml(
      { buffer: await bytes(DOCUMENT, 'Event plan') },
      { styleMap: "p[style-name='Title'] => h1:fresh" },
    );
    expect(messages.filter(({ type }) => type === 'error')).toEqual([]);
    expect([...value.matchAll(/<h([1-6])>(.*?)<\/h\1>/g)].map(([, level, text]) => `h${level} ${text}`)).toEqual([
      'h1 Event plan',
      'h2 Goal',
      'h2 Risks &amp; limits',
      'h1 A filled example (made up)',
      'h2 Goal',
      'h2 Risks &amp; limits',
    ]);
  });

  test('carries help before the example, and every paragraph of the example', async () => {
    const { value } = await mammoth.extractRawText({ buffer: await bytes(DOCUMENT) });
    const [form = '', example = ''] = value.split('A filled example (made up)');
    expect(form).toContain('One number and a date.');
    expect(form).toContain('What could go wrong.');
    expect(form).not.toContain('300 sign-ups');
    for (const line of ['300 sign-ups by 12 May.', 'No more than 9,000 yuan.', '雨天: move inside.', SITE_NAME]) {
      expect(example).toContain(line);
    }
  });
});

describe.each([
  ['sheet', SHEET, 'xlsx'],
  ['document', DOCUMENT, 'docx'],
] as const)('the file of a %s', (_, form, ending) => {
  test(`ends in ${ending}`, () => {
    expect(endingOf(form)).toBe(ending);
  });

  test('is the same byte for byte in another year', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime('2026-01-02T03:04:05Z');
    const first = await bytes(form);
    vi.setSystemTime('2031-06-07T08:09:10Z');
    expect((await bytes(form)).equals(first)).toBe(true);
  });

  test.each(['Asia/Shanghai', 'America/Los_Angeles'])('is the same byte for byte in %s', async (zone) => {
    vi.stubEnv('TZ', 'UTC');
    const first = await bytes(form);
    vi.stubEnv('TZ', zone);
    expect(new Date(0).getHours()).not.toBe(0);
    expect((await bytes(form)).equals(first)).toBe(true);
  });

  test('differs when its title differs', async () => {
    expect((await bytes(form, 'One')).equals(await bytes(form, 'Two'))).toBe(false);
  });
});

test('a file is taken from the build before, until its content or the program changes', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'files-'));
  const make = async (title: string, program: string) =>
    Buffer.from(await makeFile(title, SHEET, { store: openStore(folder), program })).toString('latin1');
  const first = await make('One', 'one');
  replaceKept(folder, 'kept');
  expect(await make('One', 'one')).toBe('kept');
  expect(await make('One', 'another')).toBe(first);
  expect(await make('Two', 'one')).not.toBe('kept');
  rmSync(folder, { recursive: true });
});

test('withoutTimes fixes the order and times of an archive and keeps everything else', () => {
  const core = (day: string) =>
    strToU8(
      `<a><dcterms:created xsi:type="w">${day}</dcterms:created><dcterms:modified>${day}</dcterms:modified><b>${day}</b></a>`,
    );
  const clean = withoutTimes(
    zipSync(
      { 'z.txt': strToU8('<dcterms:created>2026</dcterms:created>'), 'docProps/core.xml': core('2026') },
      { mtime: '2026-03-04T00:00:00' },
    ),
  );
  const files = Object.entries(unzipSync(clean)).map(([name, data]) => [name, new TextDecoder().decode(data)]);
  const epoch = '1980-01-01T00:00:00.000Z';
  expect(files).toEqual([
    [
      'docProps/core.xml',
      `<a><dcterms:created xsi:type="w">${epoch}</dcterms:created><dcterms:modified>${epoch}</dcterms:modified><b>2026</b></a>`,
    ],
    ['z.txt', '<dcterms:created>2026</dcterms:created>'],
  ]);
});

test('what is foretold of the templates is what their schema reads, so that a first build can make their files before', () => {
  const foretold = [...foretellForms('.')];
  expect(foretold.length).toBeGreaterThan(8);
  for (const { title, form } of foretold) {
    const read = templates.pick({ title: true, form: true }).parse({ title, form });
    expect(JSON.stringify([read.title, read.form]), title).toBe(JSON.stringify([title, form]));
  }
});
