/** Stores how each page type looks now: npm run looks (builds first). Look at what changed before committing it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { findBrowser, launch } from './browser.ts';
import { nameOf, takeLook, VIEWS } from './looks.ts';
import { PAGE_TYPES } from './pages.ts';
import { serveDirectory } from './server.ts';

const folder = new URL('looks/', import.meta.url);
mkdirSync(folder, { recursive: true });
const site = await serveDirectory(process.env['DIST'] ?? 'dist', '/');
const browser = await launch(await findBrowser());
for (const view of VIEWS) {
  for (const address of PAGE_TYPES) {
    writeFileSync(
      new URL(`${nameOf(address, view.name)}.png`, folder),
      await takeLook(browser, site.origin + address, view),
    );
  }
}
await browser.close();
await site.close();
console.log(`${PAGE_TYPES.length * VIEWS.length} pictures stored in tests/looks`);
