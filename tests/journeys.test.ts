import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launch } from './browser.ts';
import { PAGE_TYPES } from './pages.ts';

const SITES = [
  { place: 'at the root', root: `${inject('origin')}/` },
  { place: 'under a base path', root: `${inject('baseOrigin')}/ops-guide/` },
];

let browser: Browser;
beforeAll(async () => {
  browser = await launch(inject('browser'));
});
afterAll(() => browser.close());

/** Opens a page in a context of its own, runs the journey, and fails on any error or policy violation on the way. */
async function visit(
  address: string,
  journey: (page: Page) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    const faults: string[] = [];
    page.on('pageerror', ({ message }) => faults.push(message));
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    await page.goto(address);
    await journey(page);
    expect(faults).toEqual([]);
  } finally {
    await context.close();
  }
}

const results = (page: Page) => page.locator('dialog[open] [data-search-results]');

describe.each(SITES)('a reader $place', ({ root }) => {
  test('reads a guide: the contents lead to its sections and mark the one being read', async () => {
    await visit(`${root}roles/user/`, async (page) => {
      expect(await page.locator('h1').innerText()).toBe('User operations');
      await page
        .getByRole('navigation', { name: 'On this page' })
        .getByRole('link', { name: 'The ladder', exact: true })
        .click();
      await page.waitForFunction(() => document.querySelector('.toc [aria-current]')?.textContent === 'The ladder');
      expect(page.url()).toBe(`${root}roles/user/#ladder`);
      await page.getByRole('navigation', { name: 'Roles' }).getByRole('link', { name: 'Product' }).click();
      expect(page.url()).toBe(`${root}roles/product/`);
      expect(await page.locator('.lines [aria-current=page]').innerText()).toContain('Product');
    });
  });

  test('searches from the dialog and lands on a section that explains the word', async () => {
    await visit(root, async (page) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('retention');
      await results(page).getByRole('heading', { name: 'In the text' }).waitFor();
      const first = results(page).locator('a').first();
      expect(await first.innerText()).toContain('Retention');
      await page.keyboard.press('ArrowDown');
      expect(await first.evaluate((link) => link === document.activeElement)).toBe(true);
      await page.keyboard.press('Enter');
      await page.waitForURL(/#/);
      const id = new URL(page.url()).hash;
      expect(await page.locator(id).innerText()).toMatch(/retention/i);
    });
  });

  test('shares a search: the address of the search page says what was searched', async () => {
    await visit(`${root}search/?q=churn&role=user`, async (page) => {
      const found = page.locator('[data-search-results]');
      await found.locator('a').first().waitFor();
      expect(await found.locator('a').first().innerText()).toContain('Churn');
      await page.getByRole('combobox', { name: 'Role' }).selectOption('');
      await page.waitForURL(`${root}search/?q=churn`);
      await page.goBack();
      await page.waitForURL(`${root}search/?q=churn&role=user`);
      expect(await page.getByRole('combobox', { name: 'Role' }).inputValue()).toBe('user');
    });
  });

  test('shares a section: the link copies its address, and opened cold it lands on the heading', async () => {
    await visit(
      `${root}roles/event/`,
      async (page) => {
        await page.locator('.h2:has(#week) .anchor').click();
        await page.getByText('Link copied').waitFor();
        const copied = await page.evaluate(() => navigator.clipboard.readText());
        expect(copied).toBe(`${root}roles/event/#week`);
        await page.goto('about:blank');
        await page.goto(copied);
        const box = await page.locator('#week').boundingBox();
        expect(box && box.y >= 0 && box.y < 200).toBe(true);
      },
      { permissions: ['clipboard-read', 'clipboard-write'], reducedMotion: 'reduce' },
    );
  });

  test('reads, searches and follows section links without JavaScript', async () => {
    await visit(
      `${root}roles/content/`,
      async (page) => {
        await page.getByRole('link', { name: 'Search' }).first().click();
        expect(page.url()).toBe(`${root}search/`);
        expect(await page.getByRole('heading', { name: 'Everything, from A to Z' }).isVisible()).toBe(true);
        await page.getByRole('searchbox').fill('retention');
        await page.keyboard.press('Enter');
        await page.waitForURL(`${root}search/?q=retention`);
        await page.locator('.a-to-z').getByRole('link', { name: 'Retention', exact: true }).first().click();
        expect(await page.locator(new URL(page.url()).hash).isVisible()).toBe(true);
        await page.goto(`${root}roles/content/#ladder-manager`);
        expect(await page.locator('#ladder-manager').isVisible()).toBe(true);
        expect(await page.locator('[data-theme-choice]').isVisible()).toBe(false);
      },
      { javaScriptEnabled: false },
    );
  });
});

describe('the search dialog', () => {
  const root = SITES[0]?.root ?? '';

  test('closes on Escape with words in the field, and gives the focus back', async () => {
    await visit(`${root}roles/`, async (page) => {
      const control = page.locator('header [data-search-open]');
      await control.click();
      await page.keyboard.type('sop');
      await results(page).locator('a').first().waitFor();
      await page.keyboard.press('Escape');
      expect(await page.locator('dialog[open]').count()).toBe(0);
      expect(await control.evaluate((element) => element === document.activeElement)).toBe(true);
    });
  });

  test('corrects a typo, says so, and offers the way back', async () => {
    await visit(root, async (page) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('retension');
      await page.getByText('Showing results for').waitFor();
      expect(await results(page).locator('a').first().innerText()).toContain('Retention');
      await page.getByRole('button', { name: 'Search for “retension” instead' }).click();
      await page.getByText('Nothing in the guide for “retension”').first().waitFor();
      expect(await results(page).getByRole('link', { name: 'list from A to Z' }).count()).toBe(1);
    });
  });

  test.each([
    ['nonsense', 'xqzvwk', /Nothing in the guide/],
    ['only stop words', 'what is the', /Type a role/],
    ['five hundred characters', 'zq'.repeat(260), /Nothing in the guide/],
    ['emoji', '🎉🎉', /Type a role/],
    ['markup', '<img src=x onerror=alert(1)>', /results?|Nothing in the guide/],
    ['right-to-left text', 'مرحبا', /Type a role|Nothing in the guide/],
  ])('answers %s with a sentence', async (_, words, sentence) => {
    await visit(root, async (page) => {
      await page.keyboard.press('Control+k');
      await page.locator('dialog input').fill(words);
      await page
        .locator('dialog[open] [role=status], dialog[open] [role=alert]')
        .filter({ hasText: sentence })
        .waitFor({ state: 'attached' });
    });
  });

  test('understands Chinese, pinyin and two roles', async () => {
    await visit(`${root}search/`, async (page) => {
      const first = page.locator('[data-search-results] a').first();
      for (const [words, expected] of [
        ['拉新', 'Acquisition'],
        ['la xin', 'Acquisition'],
        ['lāxīn', 'Acquisition'],
        ['活动复盘', 'Retrospective'],
      ] as const) {
        await page.locator('#search-words').fill(words);
        await first.filter({ hasText: expected }).waitFor();
      }
      await page.locator('#search-words').fill('content vs new media');
      await first.filter({ hasText: 'How it differs' }).waitFor();
    });
  });

  test('searches nothing while an input method composes', async () => {
    await visit(`${root}search/`, async (page) => {
      await page.locator('#search-words').evaluate((field: HTMLInputElement) => {
        field.dispatchEvent(new CompositionEvent('compositionstart'));
        field.value = 'lax';
        field.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
      });
      await page.waitForTimeout(400);
      expect(await page.locator('[data-search-results] a').count()).toBe(0);
      await page.locator('#search-words').evaluate((field: HTMLInputElement) => {
        field.value = '拉新';
        field.dispatchEvent(new CompositionEvent('compositionend'));
      });
      await page.locator('[data-search-results] a').filter({ hasText: 'Acquisition' }).first().waitFor();
    });
  });
});

describe('the control of the search', () => {
  const root = SITES[0]?.root ?? '';
  const control = (page: Page) => page.locator('header [data-search-open]');
  const NEAR = [/^\/assets\/search\.[\w-]+\.js$/, /^\/search-terms\.json$/];
  type Way = [name: string, come: (page: Page) => Promise<void>];
  const WAYS: Way[] = [
    ['a mouse over it', (page) => control(page).hover()],
    ['a finger on it', (page) => control(page).dispatchEvent('pointerdown', { pointerType: 'touch' })],
    [
      'the focus of the keyboard',
      async (page) => {
        const hasFocus = () => control(page).evaluate((link) => link === document.activeElement);
        for (let stop = 0; stop < 12 && !(await hasFocus()); stop += 1) await page.keyboard.press('Tab');
      },
    ],
  ];

  /** Opens a guide, and gives the paths of all that belongs to the search and is asked for. */
  async function openGuide(context: BrowserContext): Promise<{ page: Page; asked: string[]; errors: string[] }> {
    const page = await context.newPage();
    const asked: string[] = [];
    const errors: string[] = [];
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (/search|pagefind/.test(pathname)) asked.push(pathname);
    });
    page.on('pageerror', ({ message }) => errors.push(message));
    await page.goto(`${root}roles/user/`, { waitUntil: 'networkidle' });
    return { page, asked, errors };
  }

  const isAsked = (asked: readonly string[]): boolean[] => NEAR.map((path) => asked.some((one) => path.test(one)));
  const saveData = (context: BrowserContext) =>
    context.addInitScript(() => {
      Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
    });

  test.each(WAYS.flatMap(([name, come]) => [false, true].map((saves) => [name, saves, come] as const)))(
    'brings script and names when there is %s (saving data: %s), not before, and no full text',
    async (_, saves, come) => {
      const context = await browser.newContext();
      if (saves) await saveData(context);
      const { page, asked } = await openGuide(context);
      expect(asked).toEqual([]);
      await come(page);
      await expect.poll(() => isAsked(asked)).toEqual([true, true]);
      await page.waitForLoadState('networkidle');
      expect(await page.locator('dialog[open]').count()).toBe(0);
      expect(asked.filter((path) => !NEAR.some((near) => near.test(path)) && !path.endsWith('.css'))).toEqual([]);

      await page.keyboard.press('Control+k');
      await page.locator('dialog[open] input').fill('retention');
      await page.locator('dialog [data-state=done]').waitFor();
      expect(asked.filter((path) => NEAR.some((near) => near.test(path)))).toHaveLength(NEAR.length);
      await context.close();
    },
  );

  test('does no harm without a connection, and finds when it is back', async () => {
    const context = await browser.newContext();
    const { page, errors } = await openGuide(context);
    await context.setOffline(true);
    for (const [, come] of WAYS) await come(page);
    await page.waitForTimeout(500);
    expect(page.url()).toBe(`${root}roles/user/`);
    await context.setOffline(false);
    await control(page).click();
    await page.locator('dialog[open] input, #search-words').first().fill('retention');
    await page.locator('[data-search-results] a').first().waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });

  test.each([
    ['the names', '**/search-terms.json', 'dialog[open] .notice a'],
    ['the script', '**/assets/search.*.js', '.a-to-z a'],
  ])('does no harm where %s are blocked, and leads to the list from A to Z', async (_, pattern, shown) => {
    const context = await browser.newContext();
    await context.route(pattern, (route) => route.abort());
    const { page, errors } = await openGuide(context);
    for (const [, come] of WAYS) await come(page);
    await page.waitForTimeout(300);
    expect(page.url()).toBe(`${root}roles/user/`);
    await control(page).click();
    if (shown.startsWith('dialog')) await page.locator('dialog[open] input').fill('retention');
    await page.locator(shown).first().waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });
});

describe('a page', () => {
  const root = SITES[0]?.root ?? '';

  test.each(PAGE_TYPES)('%s fits a screen 320 px wide', async (address) => {
    await visit(
      root + address.slice(1),
      async (page) => {
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(wide).toBeLessThanOrEqual(320);
      },
      { viewport: { width: 320, height: 568 } },
    );
  });

  test('keeps a chosen theme, from the first paint of the next page', async () => {
    await visit(root, async (page) => {
      await page.getByLabel('Colours').selectOption('dark');
      await page.goto(`${root}roles/user/`);
      expect(
        await page.evaluate(
          () => getComputedStyle(document.body).colorScheme + document.documentElement.dataset['theme'],
        ),
      ).toContain('dark');
    });
  });

  test('works with storage blocked', async () => {
    await visit('about:blank', async (page) => {
      await page.addInitScript(() => {
        for (const name of ['localStorage', 'sessionStorage'] as const) {
          Object.defineProperty(window, name, {
            get: () => {
              throw new DOMException('blocked', 'SecurityError');
            },
          });
        }
      });
      await page.goto(root);
      await page.getByLabel('Colours').selectOption('dark');
      expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
      await page.keyboard.press('Control+k');
      await page.keyboard.type('cohort');
      await results(page).locator('a').first().click();
      await page.waitForURL(/#/);
    });
  });

  test('opens the disclosure around a section that an address names', async () => {
    await visit(`${root}skills/#matrix-director`, async (page) => {
      expect(await page.locator('#matrix-director').evaluate((element: HTMLDetailsElement) => element.id)).toBe(
        'matrix-director',
      );
    });
  });

  test('offers search and the six lines where there is no page', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const answer = await page.goto(`${root}no/such/page/`);
    expect(answer?.status()).toBe(404);
    expect(await page.getByRole('searchbox').isVisible()).toBe(true);
    expect(await page.locator('main a[href^="/roles/"]').count()).toBe(6);
    await context.close();
  });

  test('marks the words of a search on the page it led to, and clears the marks', async () => {
    await visit(`${root}search/?q=held-out`, async (page) => {
      await page.locator('[data-search-results] ol a').first().click();
      await page.getByRole('button', { name: 'Clear the marks' }).waitFor();
      expect(await page.evaluate(() => CSS.highlights.size)).toBe(1);
      expect(new URL(page.url()).search).toBe('');
      await page.keyboard.press('Escape');
      expect(await page.evaluate(() => CSS.highlights.size)).toBe(0);
    });
  });
});
