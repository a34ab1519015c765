import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { TermNotes } from '../src/model/term-notes.ts';
import { launch } from './browser.ts';
import { readPages } from './pages.ts';

const dist = inject('dist');
const notes = JSON.parse(readFileSync(join(dist, 'terms.json'), 'utf8')) as TermNotes;
const SITES = [
  { place: 'at the root', root: `${inject('origin')}/` },
  { place: 'under a base path', root: `${inject('baseOrigin')}/ops-guide/` },
];
const root = SITES[0]?.root ?? '';
const PHONE: BrowserContextOptions = { hasTouch: true, isMobile: true, viewport: { width: 320, height: 568 } };

let browser: Browser;
beforeAll(async () => {
  browser = await launch(inject('browser'));
});
afterAll(() => browser.close());

/** Opens a role guide in a context of its own, and fails on any error or breach of the policy while it is read. */
async function read(
  journey: (page: Page) => Promise<void>,
  options: BrowserContextOptions = {},
  prepare: (page: Page) => Promise<unknown> = async () => undefined,
  address = `${root}roles/user/`,
): Promise<void> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(8000);
    const faults: string[] = [];
    page.on('pageerror', ({ message }) => faults.push(message));
    page.on('console', (message) => {
      // The browser’s own line about a file that a test has made fail.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        faults.push(message.text());
    });
    await page.exposeFunction('reportBreach', (directive: string) => faults.push(directive));
    await page.addInitScript(`addEventListener('securitypolicyviolation', (e) => reportBreach(e.violatedDirective))`);
    await prepare(page);
    await page.goto(address);
    await journey(page);
    expect(faults).toEqual([]);
  } finally {
    await context.close();
  }
}

const term = (page: Page, id = 'churn') => page.locator(`a.term[href$="#${id}"]`).first();
const note = (page: Page) => page.locator('#term-note');
const opened = (page: Page) => note(page).waitFor();
const closed = (page: Page) => note(page).waitFor({ state: 'detached' });

/** Moves the focus to a term as the keyboard does. */
async function tabTo(page: Page, id?: string): Promise<void> {
  await page.keyboard.press('Shift');
  await term(page, id).focus();
}

describe.each(SITES)('a reader $place', ({ root: home }) => {
  const address = `${home}roles/user/`;

  test('points at a term and sees its definition, in both languages, with the way to the glossary', async () => {
    await read(
      async (page) => {
        await term(page).hover();
        await opened(page);
        const [name = '', zh = '', pinyin = '', definition = ''] = notes['churn'] ?? [];
        expect(await note(page).locator('b').innerText()).toBe(name);
        expect(await note(page).locator('[lang=zh-Hans]').innerText()).toBe(zh);
        expect(await note(page).locator('[lang=zh-Latn]').innerText()).toBe(pinyin);
        expect(await page.locator('#term-note-words').innerText()).toBe(definition);
        await note(page).getByRole('link', { name: 'In the glossary' }).click();
        await page.waitForURL(`${home}glossary/#churn`);
      },
      {},
      undefined,
      address,
    );
  });

  test('follows a term without JavaScript', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(address);
    await term(page).hover();
    await term(page).click();
    expect(page.url()).toBe(`${home}glossary/#churn`);
    expect(await page.locator('#churn').isVisible()).toBe(true);
    await context.close();
  });
});

describe('with a mouse', () => {
  test('the note stays while the pointer is on it, and closes when the pointer has gone', async () => {
    await read(
      async (page) => {
        await term(page).hover();
        await opened(page);
        const box = await note(page).boundingBox();
        if (!box) throw new Error('The note has no box.');
        await page.mouse.move(box.x + 30, box.y + 2);
        await page.clock.runFor(5000);
        await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 8 });
        await page.clock.runFor(5000);
        expect(await note(page).isVisible()).toBe(true);
        expect(await term(page).getAttribute('aria-describedby')).not.toBeNull();
        await page.mouse.move(2, 2);
        await closed(page);
        expect(await term(page).getAttribute('aria-describedby')).toBeNull();
      },
      {},
      (page) => page.clock.install(),
    );
  });

  test('a pointer that passes over a term opens nothing', async () => {
    await read(
      async (page) => {
        await term(page, 'retention').hover();
        await opened(page);
        await page.mouse.move(2, 2);
        await page.clock.runFor(1000);
        await closed(page);
        await page.clock.pauseAt(Date.now() + 60_000);
        await term(page).hover();
        await page.clock.runFor(100);
        expect(await note(page).count()).toBe(0);
        await page.mouse.move(2, 2);
        await page.clock.runFor(5000);
        expect(await note(page).count()).toBe(0);
      },
      {},
      (page) => page.clock.install(),
    );
  });

  test('the note of one term gives way to the next', async () => {
    await read(async (page) => {
      await term(page).hover();
      await opened(page);
      await term(page, 'user-segmentation').hover();
      await note(page)
        .locator('b', { hasText: notes['user-segmentation']?.[0] ?? '' })
        .waitFor();
      expect(await note(page).count()).toBe(1);
      expect(await page.locator('a.term[aria-describedby]').count()).toBe(1);
    });
  });

  test('a click follows the term, and a page kept for coming back keeps no open note', async () => {
    await read(async (page) => {
      await term(page).hover();
      await opened(page);
      // Headless browsers keep no pages: the event that comes before keeping one is sent by hand.
      await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
      expect(await note(page).count()).toBe(0);
      await term(page).click();
      await page.waitForURL(`${root}glossary/#churn`);
    });
  });

  test('opening the note moves nothing in the text', async () => {
    await read(async (page) => {
      const measure = () =>
        page.evaluate(() =>
          [...document.querySelectorAll('article p, article p > *, article h2')]
            .filter(({ id }) => !id.startsWith('term-note'))
            .map((element) => JSON.stringify(element.getBoundingClientRect())),
        );
      await term(page).scrollIntoViewIfNeeded();
      const before = await measure();
      await term(page).hover();
      await opened(page);
      expect(await measure()).toEqual(before);
      expect(before.length).toBeGreaterThan(50);
    });
  });
});

describe('with a keyboard', () => {
  test('the focus shows the note as a description, Escape hides it, Enter follows the term', async () => {
    await read(async (page) => {
      await tabTo(page);
      await opened(page);
      const described = await term(page).evaluate((link) =>
        (link.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent),
      );
      expect(described).toEqual([notes['churn']?.[0], notes['churn']?.[3]]);
      const focused = () => term(page).evaluate((link) => link === document.activeElement);
      expect(await focused()).toBe(true);
      await page.keyboard.press('Escape');
      await closed(page);
      expect(await focused()).toBe(true);
      expect(await term(page).getAttribute('aria-describedby')).toBeNull();
      await page.keyboard.press('Enter');
      await page.waitForURL(`${root}glossary/#churn`);
    });
  });

  test('the next stop is the next link of the text, and the note closes behind the focus', async () => {
    await read(async (page) => {
      const stops = page.locator('main a[href], main button, main summary');
      const addresses = await stops.evaluateAll((all) => all.map((one) => one.getAttribute('href')));
      await tabTo(page, 'retention');
      await opened(page);
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe(
        addresses[addresses.indexOf('/glossary/#retention') + 1],
      );
      await closed(page);
    });
  });

  test('Escape closes the note and leaves the marks of a search alone', async () => {
    await read(
      async (page) => {
        await page.locator('[data-search-results] ol a').first().click();
        await page.getByRole('button', { name: 'Clear the marks' }).waitFor();
        await page.keyboard.press('Shift');
        await page.locator('a.term').first().focus();
        await opened(page);
        await page.keyboard.press('Escape');
        await closed(page);
        expect(await page.evaluate(() => CSS.highlights.size)).toBe(1);
        await page.keyboard.press('Escape');
        expect(await page.evaluate(() => CSS.highlights.size)).toBe(0);
      },
      {},
      undefined,
      `${root}search/?q=held-out`,
    );
  });
});

describe('with a finger', () => {
  test('the first tap shows the note, and the second follows the term', async () => {
    await read(async (page) => {
      await term(page).tap();
      await opened(page);
      expect(page.url()).toBe(`${root}roles/user/`);
      await term(page).tap();
      await page.waitForURL(`${root}glossary/#churn`);
    }, PHONE);
  });

  test('a tap beside the note closes it at once, and the next on the term shows it again', async () => {
    await read(
      async (page) => {
        await term(page).tap();
        await opened(page);
        // Not for the loss of focus, which a finger does not always bring: nothing that waits happens now.
        await page.clock.pauseAt(Date.now() + 60_000);
        await page.locator('#what-you-do').tap({ position: { x: 2, y: 2 } });
        expect(await note(page).count()).toBe(0);
        await page.clock.resume();
        await term(page).tap();
        await opened(page);
        await note(page).getByRole('link').tap();
        await page.waitForURL(`${root}glossary/#churn`);
      },
      PHONE,
      (page) => page.clock.install(),
    );
  });

  test('a second tap follows the term when the definitions do not arrive', async () => {
    await read(
      async (page) => {
        const asked = page.waitForRequest('**/terms.json');
        await term(page).tap();
        await asked;
        expect(page.url()).toBe(`${root}roles/user/`);
        await term(page).tap();
        await page.waitForURL(`${root}glossary/#churn`);
      },
      PHONE,
      (page) => page.route('**/terms.json', () => undefined),
    );
  });
});

describe.each([
  ['are gone', '**/terms.json', { status: 404, body: 'not here' }],
  ['are not JSON', '**/terms.json', { status: 200, body: '{"churn":["Chu' }],
  ['are another file', '**/terms.json', { status: 200, body: 'null' }],
  ['lack the term', '**/terms.json', { status: 200, body: '{}' }],
  ['have no styles', '**/assets/term-note.*.css', { status: 404, body: '' }],
  ['have no script', '**/assets/definition.*.js', { status: 404, body: '' }],
])('where the definitions %s', (_, file, answer) => {
  const spoil = (page: Page) => page.route(file, (route) => route.fulfill(answer));

  test('a term is a link under a mouse and shows nothing', async () => {
    await read(
      async (page) => {
        const answered = page.waitForResponse(file);
        await term(page).hover();
        await answered;
        await page.clock.runFor(1000);
        expect(await note(page).count()).toBe(0);
        expect(await term(page).getAttribute('aria-describedby')).toBeNull();
        await term(page).click();
        await page.waitForURL(`${root}glossary/#churn`);
      },
      {},
      async (page) => {
        await spoil(page);
        await page.clock.install();
      },
    );
  });

  test('one tap follows the term', async () => {
    await read(
      async (page) => {
        await term(page).tap();
        await page.waitForURL(`${root}glossary/#churn`);
      },
      PHONE,
      spoil,
    );
  });
});

test('in a browser without popovers a term is a link', async () => {
  await read(
    async (page) => {
      await term(page).tap();
      await page.waitForURL(`${root}glossary/#churn`);
    },
    PHONE,
    (page) =>
      page.addInitScript(() => {
        Reflect.deleteProperty(HTMLElement.prototype, 'popover');
        Reflect.deleteProperty(HTMLElement.prototype, 'showPopover');
      }),
  );
});

test('the definitions are fetched once, and nothing of them before a term is approached', async () => {
  const asked: string[] = [];
  await read(
    async (page) => {
      await page.waitForLoadState('networkidle');
      expect(asked).toEqual([]);
      for (const id of ['churn', 'retention', 'churn']) {
        await tabTo(page, id);
        await note(page)
          .locator('b', { hasText: notes[id]?.[0] ?? '' })
          .waitFor();
      }
      expect(asked.map((path) => path.replace(/\.[\w-]{8}\./, '.')).sort()).toEqual([
        '/assets/definition.js',
        '/assets/term-note.css',
        '/terms.json',
      ]);
    },
    {},
    async (page) =>
      page.on('request', (request) => {
        const { pathname } = new URL(request.url());
        if (/terms\.json|definition|term-note/.test(pathname)) asked.push(pathname);
      }),
  );
});

/** Makes the browser forget CSS anchor positioning. */
async function withoutAnchors(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const supports = CSS.supports.bind(CSS);
    CSS.supports = (name: string, value?: string) =>
      !name.includes('anchor') && (value === undefined ? supports(name) : supports(name, value));
  });
  await page.route('**/assets/term-note.*.css', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replaceAll('anchor-name', 'no-such-thing') });
  });
}

describe.each([
  ['CSS anchors', async () => undefined],
  ['coordinates', withoutAnchors],
] as const)('placed by %s', (_, prepare) => {
  test.each([
    { width: 320, height: 568 },
    { width: 320, height: 256 },
    { width: 1280, height: 800 },
  ])('every note of a page is whole on a screen of $width × $height', async (viewport) => {
    await read(
      async (page) => {
        const links = await page.locator('a.term').all();
        expect(links.length).toBeGreaterThan(8);
        for (const link of links) {
          await page.keyboard.press('Shift');
          await link.focus();
          await opened(page);
          const box = await note(page).boundingBox();
          const place = `${(await link.textContent()) ?? ''} ${JSON.stringify(box)}`;
          expect(box && box.x >= 0 && box.x + box.width <= viewport.width, place).toBe(true);
          expect(box && box.y >= 0 && box.y + box.height <= viewport.height, place).toBe(true);
          const at = await link.boundingBox();
          const touches =
            box && at && (Math.abs(box.y - at.y - at.height) < 1.5 || Math.abs(box.y + box.height - at.y) < 1.5);
          if (viewport.height > 300) expect(touches, place).toBe(true);
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
          await page.keyboard.press('Escape');
          await closed(page);
        }
      },
      { viewport },
      prepare,
      `${root}roles/content/`,
    );
  });

  test('the note moves with its term when the page is scrolled', async () => {
    await read(
      async (page) => {
        const gap = async (): Promise<number> =>
          ((await note(page).boundingBox())?.y ?? 0) - ((await term(page).boundingBox())?.y ?? 0);
        await tabTo(page);
        await opened(page);
        const before = await gap();
        await page.evaluate(() => {
          scrollBy(0, 60);
        });
        expect(Math.abs((await gap()) - before)).toBeLessThan(2);
      },
      {},
      prepare,
    );
  });
});

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  test.each([1280, 320])('the open note has no accessibility fault axe can find at %i px', async (width) => {
    await read(
      async (page) => {
        await tabTo(page);
        await opened(page);
        const { violations, incomplete } = await new AxeBuilder({ page })
          .options({ rules: { 'target-size': { enabled: true }, 'color-contrast-enhanced': { enabled: true } } })
          .include('#term-note')
          .include('a.term[aria-describedby]')
          .analyze();
        expect(
          [...violations, ...incomplete].map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(', ')}`),
        ).toEqual([]);
      },
      { colorScheme, viewport: { width, height: 800 } },
    );
  });
});

test('the note has an edge in forced colours, and does not print', async () => {
  await read(
    async (page) => {
      await tabTo(page);
      await opened(page);
      expect(await page.locator('#term-note-box').evaluate((box) => getComputedStyle(box).borderTopWidth)).toBe('1px');
      await page.emulateMedia({ media: 'print' });
      expect(await note(page).isVisible()).toBe(false);
    },
    { forcedColors: 'active' },
  );
});

describe('what it weighs', () => {
  test('the part every page loads is under 350 bytes', async () => {
    const result = await build({
      configFile: false,
      logLevel: 'error',
      build: {
        write: false,
        // As a library, so that what the bundler adds to the first dynamic import of a site is not counted here.
        lib: { entry: 'src/islands/term-notes.ts', formats: ['es'] },
        rolldownOptions: { external: /definition/ },
      },
    });
    const code = [result].flat().flatMap((made) => ('output' in made ? made.output[0].code : []))[0] ?? '';
    expect(code).toContain('pointerenter');
    expect(brotliCompressSync(code).length).toBeLessThan(350);
  });

  test('the definitions are at most 12 kB', () => {
    expect(readFileSync(join(dist, 'terms.json.br')).length).toBeLessThanOrEqual(12_000);
  });
});

/** The term links of a page that stand in a heading or in another link: where a note would be in the way. */
function findMisplaced(html: string): string[] {
  const found: string[] = [];
  const inside: string[] = [];
  for (const [tag, end, name = ''] of html.matchAll(/<(\/?)(a|h[1-6]|summary|button)\b[^>]*>/g)) {
    if (end) inside.splice(inside.lastIndexOf(name), 1);
    else {
      if (/class="term"/.test(tag) && inside.length > 0) found.push(`${inside.join(' ')} ${tag}`);
      inside.push(name);
    }
  }
  return found;
}

describe('the terms of the built site', () => {
  const pages = readPages(dist).map(({ address, html }) => ({
    address,
    html,
    terms: [...html.matchAll(/<a class="term" href="\/glossary\/#([^"]+)"/g)].map((match) => match[1] ?? ''),
  }));

  test.each([
    ['in a sentence', '<p>See <a class="term" href="#a">a</a>, <a href="/">b</a></p>', 0],
    ['after a heading and a link', '<h2>One</h2><p><a href="/">b</a> <a class="term" href="#a">a</a></p>', 0],
    ['in a heading', '<h3 id="x">One <a class="term" href="#a">a</a></h3>', 1],
    ['in a link', '<a href="/">b <a class="term" href="#a">a</a></a>', 1],
    ['in a summary', '<summary>b <a class="term" href="#a">a</a></summary>', 1],
  ])('a term %s is told apart', (_, html, count) => {
    expect(findMisplaced(html)).toHaveLength(count);
  });

  test('none stands in a heading, a control or another link', () => {
    expect(pages.flatMap(({ terms }) => terms).length).toBeGreaterThan(200);
    expect(pages.flatMap(({ address, html }) => findMisplaced(html).map((place) => `${address}: ${place}`))).toEqual(
      [],
    );
  });

  test('each has a definition to show', () => {
    const without = pages.flatMap(({ address, terms }) =>
      terms.filter((id) => !notes[id]).map((id) => `${address}: ${id}`),
    );
    expect(without).toEqual([]);
  });

  test('each is underlined in WebKit too, which drops a shorthand that says more than the line', () => {
    const sheets = readdirSync(join(dist, 'assets')).filter((name) => name.endsWith('.css'));
    const styles = [
      ...pages.map(({ html }) => html),
      ...sheets.map((name) => readFileSync(join(dist, 'assets', name), 'utf8')),
    ].flatMap((text) => text.match(/text-decoration:[^;}"]+/g) ?? []);
    expect(styles).toContain('text-decoration:none');
    expect(styles.filter((style) => /:\s*\S+ [^!]/.test(style))).toEqual([]);
  });

  test('every role guide and article links at least four', () => {
    const texts = pages.filter(({ address }) =>
      /^\/(roles|foundations|mindset|start|career|about)\/[^/]+\/$/.test(address),
    );
    expect(texts.length).toBeGreaterThan(40);
    expect(
      texts.filter(({ terms }) => terms.length < 4).map(({ address, terms }) => `${address}: ${terms.length}`),
    ).toEqual([]);
  });
});
