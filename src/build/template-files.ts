import { unzipSync, zipSync } from 'fflate';
import { SITE_NAME, SITE_URL } from '../lib/site.ts';
import { keyOf, type Kept } from './kept.ts';

/** A template's form as its schema reads it. */
export type Form =
  | { kind: 'sheet'; columns: { name: string; help: string }[]; example: string[][] }
  | { kind: 'document'; parts: { heading: string; help: string; example: string[] }[] };

const EPOCH = new Date('1980-01-01T00:00:00Z');
const STAMP = /<(dcterms:(?:created|modified))([^>]*)>[^<]*</g;

/** Office files are zip archives that carry the time they were made. The same content must give the same file. */
export function withoutTimes(archive: Uint8Array): Uint8Array<ArrayBuffer> {
  const files = Object.entries(unzipSync(archive)).sort(([a], [b]) => (a < b ? -1 : 1));
  const clean = files.map(([name, bytes]) => {
    if (!name.endsWith('core.xml')) return [name, bytes] as const;
    const xml = new TextDecoder().decode(bytes).replace(STAMP, `<$1$2>${EPOCH.toISOString()}<`);
    return [name, new TextEncoder().encode(xml)] as const;
  });
  // An archive says clock times without a zone, none before 1980: the same one everywhere, so made in local time.
  return zipSync(Object.fromEntries(clean), { mtime: new Date(1980, 0, 1) }) as Uint8Array<ArrayBuffer>;
}

const CREDIT = `From the ${SITE_NAME}, ${SITE_URL}. Text: CC BY 4.0.`;

/** A workbook with an empty form, its filled example (made up), and what to write in each column. */
async function makeSheet(title: string, form: Form & { kind: 'sheet' }): Promise<Uint8Array> {
  const { default: writeExcelFile } = await import('write-excel-file/node');
  const cell = (value: string, bold = false) => ({
    value,
    wrap: true,
    alignVertical: 'top' as const,
    ...(bold ? { fontWeight: 'bold' as const } : {}),
  });
  const head = form.columns.map(({ name }) => cell(name, true));
  const columns = form.columns.map(() => ({ width: 24 }));
  const sheet = (name: string, data: ReturnType<typeof cell>[][], widths = columns) => ({
    sheet: name,
    data,
    columns: widths,
    stickyRowsCount: 1,
  });
  const help = [
    [cell('Column', true), cell('What to write', true)],
    ...form.columns.map(({ name, help: words }) => [cell(name), cell(words)]),
    [cell(title), cell(CREDIT)],
  ];
  return writeExcelFile([
    sheet('Form', [head]),
    sheet('Example (made up)', [head, ...form.example.map((row) => row.map((value) => cell(value)))]),
    sheet('How to fill it', help, [{ width: 28 }, { width: 80 }]),
  ]).toBuffer();
}

/** A document with the form to fill, then its filled example (made up). */
async function makeDocument(title: string, form: Form & { kind: 'document' }): Promise<Uint8Array> {
  const { Document, HeadingLevel, Packer, Paragraph, TextRun } = await import('docx');
  const heading = (text: string, level: (typeof HeadingLevel)[keyof typeof HeadingLevel]) =>
    new Paragraph({ text, heading: level });
  const children = [
    heading(title, HeadingLevel.TITLE),
    ...form.parts.flatMap(({ heading: text, help }) => [
      heading(text, HeadingLevel.HEADING_2),
      new Paragraph({ children: [new TextRun({ text: help, italics: true, color: '555555' })] }),
      new Paragraph(''),
    ]),
    heading('A filled example (made up)', HeadingLevel.HEADING_1),
    ...form.parts.flatMap(({ heading: text, example }) => [
      heading(text, HeadingLevel.HEADING_2),
      ...example.map((line) => new Paragraph(line)),
    ]),
    new Paragraph({ children: [new TextRun({ text: CREDIT, size: 18, color: '555555' })] }),
  ];
  return Packer.toBuffer(new Document({ title, creator: SITE_NAME, sections: [{ children }] }));
}

/** The ending of a form's file: a workbook for a sheet, a text document for a document. */
export function endingOf(form: Form): 'xlsx' | 'docx' {
  return form.kind === 'sheet' ? 'xlsx' : 'docx';
}

/**
 * Makes the file a reader takes away; byte for byte the same for the same content.
 * @param kept what builds before have made; without it the file is made anew
 */
export async function makeFile(title: string, form: Form, kept?: Kept): Promise<Uint8Array<ArrayBuffer>> {
  const key = keyOf(kept?.program ?? '', title, JSON.stringify(form));
  const known = kept?.store.read(key);
  if (known) return new Uint8Array(known);
  // What writes office files is loaded where there is one to write: that takes longer than to write it.
  const made = withoutTimes(form.kind === 'sheet' ? await makeSheet(title, form) : await makeDocument(title, form));
  kept?.store.write(key, Buffer.from(made));
  kept?.store.prune();
  return made;
}
