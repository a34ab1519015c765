import type { Browser } from 'playwright-core';
import { readPages } from '../pages.ts';

/** A section of a page, as VitePress hands it to MiniSearch. */
export interface Section {
  /** Address without the base path. */
  id: string;
  title: string;
  /** Headings above it, the title of the page first. */
  titles: string[];
  text: string;
}

/** Runs in the browser: cuts one page into its sections. A term of the glossary counts as one. */
function cutPage([address, html]: readonly [string, string]): Section[] {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const article = page.querySelector('[data-pagefind-body], article');
  const title = article?.querySelector('h1')?.textContent.trim() ?? '';
  if (!article || !title) return [];
  for (const element of article.querySelectorAll('[data-pagefind-ignore], .anchor, .cite, .map, h1, script, style')) {
    element.remove();
  }
  const sections: Section[] = [{ id: address, title, titles: [], text: '' }];
  const above: { level: number; title: string }[] = [];
  const walker = page.createTreeWalker(article, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Element) {
      if (!node.matches(':is(h2, h3, h4, dt)[id]')) continue;
      const level = Number(node.tagName[1]) || 3;
      while ((above.at(-1)?.level ?? 0) >= level) above.pop();
      const titles = [title, ...above.map((heading) => heading.title)];
      const heading = node.textContent.replace(/\s+/g, ' ').trim();
      above.push({ level, title: heading });
      sections.push({ id: `${address}#${node.id}`, title: heading, titles, text: '' });
    } else if (!node.parentElement?.closest(':is(h2, h3, h4, dt)[id]')) {
      const last = sections.at(-1);
      if (last) last.text = `${last.text} ${node.nodeValue ?? ''}`.replace(/\s+/g, ' ');
    }
  }
  return sections;
}

/** Every section of the pages that Pagefind has indexed, and every term of the glossary, which it has not. */
export async function readSections(dist: string, browser: Browser): Promise<Section[]> {
  const page = await browser.newPage();
  const sections: Section[] = [];
  for (const { address, html } of readPages(dist)) {
    if (!html.includes('data-pagefind-body') && address !== '/glossary/') continue;
    sections.push(...(await page.evaluate(cutPage, [address, html] as const)));
  }
  await page.close();
  return sections;
}
