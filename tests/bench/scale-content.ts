import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CORE_SCHEMA, dump, load } from 'js-yaml';
import { splitPage } from '../../src/model/page-file.ts';
import { makeArticles } from './generated.ts';

/** What stays of the guide, so that every layout has something to lay out: one role, its skills, one template. */
const ROLE = 'user';
const TEMPLATE = 'segmentation-plan';

type Data = Record<string, unknown> & { skills?: unknown[]; neighbours?: { role?: string }[] };

function readPage(file: string): { data: Data; body: string } {
  const { front, body } = splitPage(readFileSync(file, 'utf8'));
  // A date stays as it is written.
  return { data: load(front, { schema: CORE_SCHEMA }) as Data, body };
}

/** Links to pages that are taken out become their words. */
const unlink = (text: string): string => text.replace(/\[([^\]]+)\]\(\/[^)]*\)/g, '$1');

function writePage(file: string, data: object, body: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, unlink(`---\n${dump(data, { schema: CORE_SCHEMA, lineWidth: -1 })}---\n`) + body);
}

/** Leaves in a folder of content the one role with what it needs. @returns how many pages that is */
function reduce(content: string): number {
  rmSync(join(content, 'articles'), { recursive: true });
  const roleFile = join(content, 'roles', `${ROLE}.mdx`);
  const role = readPage(roleFile);
  const skills = new Set((role.data.skills as { skill: string }[]).map(({ skill }) => skill));
  const kept: Record<string, (id: string) => boolean> = {
    roles: (id) => id === ROLE,
    skills: (id) => skills.has(id),
    templates: (id) => id === TEMPLATE,
  };
  for (const [folder, keeps] of Object.entries(kept)) {
    for (const name of readdirSync(join(content, folder))) {
      const file = join(content, folder, name);
      if (!keeps(name.replace(/\.mdx$/, ''))) rmSync(file);
      else if (folder !== 'roles') {
        const { data, body } = readPage(file);
        const known = (list: unknown, holds = keeps): unknown[] => ((list ?? []) as string[]).filter(holds);
        const relations = folder === 'skills' ? {} : { roles: [ROLE], skills: known(data.skills, kept['skills']) };
        writePage(file, { ...data, related: known(data['related']), ...relations }, unlink(body));
      }
    }
  }
  for (const neighbour of role.data.neighbours ?? []) delete neighbour.role;
  writePage(roleFile, role.data, unlink(role.body));
  for (const list of ['terms', 'metrics', 'sources']) {
    const file = join(content, `${list}.yaml`);
    writeFileSync(file, unlink(readFileSync(file, 'utf8').replace(/^\s+section:.*\n/gm, '')));
  }
  return skills.size + 2;
}

/** Gives a copy of the project as many pages as asked for: the role, its skills, a template, the rest made-up articles. */
export function fillContent(project: string, count: number): void {
  const content = join(project, 'content');
  const articles = makeArticles(count - reduce(content));
  for (const { address, title, description, order, terms, sources, related, mdx } of articles) {
    const ids = related.map((one) => one.slice(1, -1));
    const words = { title, description, lead: description, howWeKnow: 'Made up for measuring.' };
    const data = { ...words, order, terms, sources, related: [...new Set(ids)], reviewed: '2026-11-22' };
    writePage(join(content, 'articles', `${address.slice(1, -1)}.mdx`), data, `\n${mdx}\n`);
  }
}
