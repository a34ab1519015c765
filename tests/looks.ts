import type { Browser, BrowserContext } from 'playwright-core';
import sharp from 'sharp';

/** How each page type is looked at: a wide light screen and a narrow dark one. */
export const VIEWS = [
  { name: 'wide', width: 1280, height: 900, colorScheme: 'light' },
  { name: 'phone', width: 390, height: 844, colorScheme: 'dark' },
] as const;

/** Pixels across a stored picture: enough for layout, weight and colour, too few for the edges of letters. */
const ACROSS = 128;

/** The name of a picture: "/roles/user/" seen wide → "roles-user.wide". */
export function nameOf(address: string, view: string): string {
  return `${
    address
      .replace(/\.html$/, '')
      .replace(/^\/|\/$/g, '')
      .replaceAll('/', '-') || 'home'
  }.${view}`;
}

/**
 * Has a page wait for its own letters. It would do without them where they come a tenth of a second late, as they do on
 * a busy machine.
 */
async function waitForLetters(context: BrowserContext, url: string): Promise<void> {
  await context.route(url, async (route) => {
    const response = await route.fetch();
    const page = await response.text();
    if (!page.includes('font-display:optional')) throw new Error(`${url} does not say when to use its letters.`);
    await route.fulfill({ response, body: page.replace('font-display:optional', 'font-display:block') });
  });
}

/**
 * A page as a small grey-free picture. Its own font comes with the site; Chinese does not, so Chinese is left out of the
 * picture, and nothing moves while it is taken.
 */
export async function takeLook(browser: Browser, url: string, view: (typeof VIEWS)[number]): Promise<Buffer> {
  const { width, height, colorScheme } = view;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme,
    reducedMotion: 'reduce',
    bypassCSP: true,
  });
  try {
    await waitForLetters(context, url);
    const page = await context.newPage();
    await page.goto(url);
    await page.evaluate(() => document.fonts.ready);
    await page.evaluate(() => {
      for (const chinese of document.querySelectorAll<HTMLElement>('[lang="zh-Hans"]')) chinese.hidden = true;
    });
    return await shrink(await page.screenshot());
  } finally {
    await context.close();
  }
}

function shrink(picture: Buffer): Promise<Buffer> {
  return sharp(picture)
    .resize(ACROSS, undefined, { kernel: 'cubic' })
    .png({ palette: false, compressionLevel: 9 })
    .toBuffer();
}

/** How two pictures differ: the mean over all channels, and the share of pixels that differ plainly, 0 to 1. */
export async function compareLooks(one: Buffer, other: Buffer): Promise<{ mean: number; plain: number }> {
  const [a, b] = await Promise.all(
    [one, other].map((picture) => sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true })),
  );
  if (!a || !b || a.data.length !== b.data.length) return { mean: 1, plain: 1 };
  let sum = 0;
  let plain = 0;
  for (let at = 0; at < a.data.length; at += 3) {
    const apart = [0, 1, 2].map((channel) => Math.abs((a.data[at + channel] ?? 0) - (b.data[at + channel] ?? 0)));
    sum += apart.reduce((total, value) => total + value, 0);
    if (Math.max(...apart) > 72) plain += 1;
  }
  return { mean: sum / a.data.length / 255, plain: plain / (a.data.length / 3) };
}
