import type { Browser } from 'playwright-core';
import { readPages } from '../pages.ts';

/** A page of the guide with its words and tables and nothing else. */
export interface PlainPage {
  /** Address without the base path. */
  address: string;
  title: string;
  description: string;
  /** Body in Markdown, without the title. */
  markdown: string;
  /** Body in bare HTML, the title included. */
  html: string;
}

/** The pages with most of the guide's words. */
const COMPARED = /^\/(?:roles|skills|foundations|mindset|start|career|about)\/[^/]+\/$/;

/**
 * Runs in the browser: takes a page of ours to pieces. Headings, paragraphs, lists, tables, links, emphasis and folded
 * parts (opened) come along. Left out: the frame around the article, the contents, breadcrumbs and links to neighbours,
 * which each engine makes itself; drawings; section links; ids, languages and all else a tag carries but its address.
 */
function flattenPage(source: string): { title: string; markdown: string; html: string } {
  const page = new DOMParser().parseFromString(source, 'text/html');
  const title = page.querySelector('h1')?.textContent.trim() ?? '';
  const prose = page.querySelector('.prose');
  if (!prose)
    throw new Error(`The page “${title}” has no element with the class prose, which holds an article’s words.`);
  for (const element of prose.querySelectorAll('svg, script, style, template, .anchor, [hidden]')) element.remove();
  const escape = (text: string): string => text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>#|]/g, '\\$&');
  const isBlock = (node: Node): boolean =>
    node instanceof Element &&
    node.matches(
      'p, ul, ol, dl, dt, dd, table, section, div, details, summary, blockquote, h2, h3, h4, aside, figure, figcaption, nav, pre, header, footer',
    );
  const inline = (node: Node): string => {
    if (!(node instanceof Element)) return node.nodeType === Node.TEXT_NODE ? escape(node.nodeValue ?? '') : '';
    if (node.matches('br')) return ' ';
    const inside = [...node.childNodes]
      .map((child) => (isBlock(child) ? ` ${inline(child)} ` : inline(child)))
      .join('');
    const text = inside.trim();
    if (!text) return inside;
    const wrap = (before: string, after = before): string => inside.replace(text, () => `${before}${text}${after}`);
    if (node.matches('a[href]')) return wrap('[', `](${node.getAttribute('href') ?? ''})`);
    if (node.matches('strong, b')) return wrap('**');
    return node.matches('em, i') ? wrap('*') : inside;
  };
  const line = (node: Node): string => inline(node).replace(/\s+/g, ' ').trim();
  const table = (element: Element): string => {
    const rows = [...element.querySelectorAll('tr')].map((row) => `| ${[...row.cells].map(line).join(' | ')} |`);
    const caption = element.querySelector('caption');
    const columns = element.querySelector('tr')?.cells.length ?? 1;
    return [caption ? `${line(caption)}\n` : '', rows[0] ?? '', `|${' --- |'.repeat(columns)}`, ...rows.slice(1)]
      .filter(Boolean)
      .join('\n');
  };
  const block = (node: Node): string => {
    if (!(node instanceof Element)) return line(node);
    const level = /^H([2-4])$/.exec(node.tagName)?.[1];
    if (level) return `${'#'.repeat(Number(level))} ${line(node)}`;
    if (node.matches('table')) return table(node);
    if (node.matches('ul, ol')) {
      const mark = node.matches('ol') ? '1. ' : '- ';
      return [...node.children]
        .map((item) => mark + blocks(item).replace(/\n/g, `\n${' '.repeat(mark.length)}`))
        .join('\n');
    }
    return [...node.childNodes].some(isBlock) ? blocks(node) : line(node);
  };
  /** The blocks of an element; what stands between two blocks makes a paragraph. */
  const blocks = (element: Element): string => {
    const parts: string[] = [];
    let run = '';
    const end = (): void => {
      if (run.trim()) parts.push(run.replace(/\s+/g, ' ').trim());
      run = '';
    };
    for (const child of element.childNodes) {
      if (!isBlock(child)) run += inline(child);
      else {
        end();
        parts.push(block(child));
      }
    }
    end();
    return parts.filter(Boolean).join('\n\n');
  };
  const markdown = `${blocks(prose)}\n`;
  for (const element of prose.querySelectorAll('*')) {
    for (const { name } of [...element.attributes]) if (name !== 'href') element.removeAttribute(name);
  }
  return { title, markdown, html: `<h1>${title.replace(/&/g, '&amp;')}</h1>${prose.innerHTML.replace(/\s+/g, ' ')}` };
}

/** The guide's articles, roles and skills, flattened from the pages as built, where the facts of the frontmatter are in. */
export async function flattenGuide(dist: string, browser: Browser): Promise<PlainPage[]> {
  const tab = await browser.newPage();
  const pages: PlainPage[] = [];
  for (const { address, html } of readPages(dist).filter((page) => COMPARED.test(page.address))) {
    const description = /<meta name="description" content="([^"]*)"/.exec(html)?.[1] ?? '';
    pages.push({ address, description, ...(await tab.evaluate(flattenPage, html)) });
  }
  await tab.close();
  return pages;
}
