import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HtmlValidate } from 'html-validate';
import { LinkChecker } from 'linkinator';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { splitHan } from '../src/model/han.ts';
import { all, readPages, ROLES, type Page } from './pages.ts';

const dist = inject('dist');
let pages: Page[] = [];

beforeAll(() => {
  pages = readPages(dist);
});

/** Not meant to be found: a page that says nothing, and the pages of the guide once more in one. */
const UNLISTED = ['/404.html', '/print/'];
const page = (address: string): string => pages.find((one) => one.address === address)?.html ?? '';

describe('links', () => {
  test.each([
    ['at the root', inject('origin'), '/'],
    ['under a base path', inject('baseOrigin'), '/ops-guide/'],
  ])('every link, file and fragment on this site leads somewhere, %s', async (_, origin, base) => {
    const result = await new LinkChecker().check({
      path: `${origin}${base}`,
      recurse: true,
      checkFragments: true,
      // Other sites are checked by hand, not in the gate: a test must not fail because the network does.
      linksToSkip: async (link) => !link.startsWith(origin),
    });
    expect(result.links.length).toBeGreaterThan(pages.length);
    expect(
      result.links.filter(({ state }) => state === 'BROKEN').map(({ url, parent }) => `${url} on ${parent}`),
    ).toEqual([]);
  });

  test('every page can be reached by links from the home page', async () => {
    const origin = inject('origin');
    const { links } = await new LinkChecker().check({
      path: `${origin}/`,
      recurse: true,
      linksToSkip: async (link) => !link.startsWith(origin),
    });
    const reached = new Set(links.map(({ url }) => new URL(url).pathname));
    expect(
      pages.map(({ address }) => address).filter((address) => address !== '/404.html' && !reached.has(address)),
    ).toEqual([]);
  });

  test('no page loads anything from another site', () => {
    for (const { address, html } of pages) {
      const loaded = [
        ...all(/\ssrc="([^"]+)"/g, html),
        ...all(/<link[^>]+rel="(?:stylesheet|preload|icon|manifest)"[^>]*href="([^"]+)"/g, html),
      ];
      expect(
        loaded.filter((url) => /^(https?:)?\/\//.test(url)),
        address,
      ).toEqual([]);
    }
  });
});

describe('HTML', () => {
  test('every page is valid', async () => {
    const validator = new HtmlValidate();
    const faults: string[] = [];
    for (const { address, html } of pages) {
      const { results } = await validator.validateString(html, address);
      faults.push(
        ...results.flatMap(({ messages }) =>
          messages.map(({ ruleId, line, message }) => `${address}:${line} ${ruleId} ${message}`),
        ),
      );
    }
    expect(faults).toEqual([]);
  });

  test('titles and descriptions are unique, and every page has one h1', () => {
    const titles = pages.map(({ html }) => all(/<title>([^<]+)</g, html)[0]);
    const descriptions = pages.map(({ html }) => all(/<meta name="description" content="([^"]+)"/g, html)[0]);
    expect(new Set(titles).size).toBe(pages.length);
    expect(new Set(descriptions).size).toBe(pages.length);
    for (const { address, html } of pages) expect(all(/(<h1[\s>])/g, html), address).toHaveLength(1);
  });

  test('every h2 and h3 of the text has an id, and no id stands twice', () => {
    for (const { address, html } of pages) {
      const article = /<article[\s\S]*<\/article>/.exec(html)?.[0] ?? '';
      if (address !== '/404.html')
        expect(
          all(/(<h[23](?![^>]*\sid=)[^>]*>)/g, article).filter((tag) => !tag.includes('class=')),
          address,
        ).toEqual([]);
      const ids = all(/\sid="([^"]+)"/g, html);
      expect(
        ids.filter((id, index) => ids.indexOf(id) !== index),
        address,
      ).toEqual([]);
    }
  });

  test('all Chinese carries its language', () => {
    for (const { address, html } of pages) {
      const body = (/<body[\s\S]*<\/body>/.exec(html)?.[0] ?? '').replace(/<(script|style|title)[\s\S]*?<\/\1>/g, '');
      const bare = body.replace(/<(\w+)[^>]*lang="zh-Hans"[^>]*>[\s\S]*?<\/\1>/g, '').replace(/<[^>]+>/g, ' ');
      expect(
        splitHan(bare)
          .filter(({ han }) => han)
          .map(({ text }) => text),
        address,
      ).toEqual([]);
    }
  });

  test('pinyin in italics carries its language', () => {
    for (const { address, html } of pages) {
      const bare = all(/<em>([^<]*)<\/em>/g, html).filter((words) => /[āēīōūǎěǐǒǔǚ]/.test(words));
      expect(bare, address).toEqual([]);
    }
    expect(all(/<em lang="zh-Latn">([^<]*)<\/em>/g, page('/roles/event/'))).toContain('huódòng');
  });

  test('no inline style, handler or unhashed script stands in a page', () => {
    for (const { address, html } of pages) {
      expect(all(/<[^>]+\s(style|on[a-z]+)="/g, html), address).toEqual([]);
      expect(all(/(<script (?![^>]*integrity=)[^>]*>)/g, html), address).toEqual([]);
      const inline = all(/<script>([\s\S]*?)<\/script>/g, html);
      expect(inline, address).toHaveLength(1);
      for (const code of inline)
        expect(html, address).toContain(`'sha256-${createHash('sha256').update(code).digest('base64')}'`);
      expect(html.indexOf('content-security-policy'), address).toBeLessThan(html.indexOf('<title'));
    }
  });
});

describe('the site as a whole', () => {
  test('the sitemap lists every page but the 404 and the whole guide in one', () => {
    const listed = all(/<loc>([^<]+)</g, readFileSync(join(dist, 'sitemap-0.xml'), 'utf8')).map(
      (url) => new URL(url).pathname,
    );
    expect(listed.sort()).toEqual(
      pages
        .map(({ address }) => address)
        .filter((address) => !UNLISTED.includes(address))
        .sort(),
    );
    expect(readFileSync(join(dist, 'robots.txt'), 'utf8')).toContain('/sitemap-index.xml');
  });

  test('canonical addresses are absolute and end where the page stands', () => {
    for (const { address, html } of pages) {
      const canonical = all(/<link rel="canonical" href="([^"]+)"/g, html)[0];
      if (UNLISTED.includes(address)) expect(canonical, address).toBeUndefined();
      else expect(canonical && new URL(canonical).pathname, address).toBe(address);
    }
  });

  test('every term of the glossary leads to a page that treats it, and every template is named by a role', () => {
    const entries = page('/glossary/').split('<dt id="').slice(1);
    expect(entries.filter((entry) => !entry.includes('Read more: ')).map((entry) => entry.split('"')[0])).toEqual([]);
    const roles = ROLES.map((role) => page(`/roles/${role}/`)).join('');
    const templates = pages.flatMap(({ address }) => /^\/templates\/.+\//.exec(address)?.[0] ?? []);
    expect(templates.filter((address) => !roles.includes(`href="${address}"`))).toEqual([]);
  });

  test('skills and roles agree in both directions', () => {
    for (const role of ROLES) {
      const section = /<h2 id="skills">([\s\S]*?)<h2 /.exec(page(`/roles/${role}/`))?.[1] ?? '';
      const asked = new Set(all(/href="\/skills\/([a-z-]+)\/(?:#[a-z]+)?"/g, section));
      const answering = pages
        .filter(
          ({ address, html }) => /^\/skills\/.+\//.test(address) && html.includes(`href="/roles/${role}/#skills"`),
        )
        .map(({ address }) => address.split('/')[2]);
      // Six of its own and all fourteen that every role shares.
      expect(asked.size).toBe(20);
      expect(answering.sort()).toEqual([...asked].sort());
    }
  });
});
