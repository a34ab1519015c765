/**
 * All that islands need of the search. The script of every page imports it when it is wanted and hands it on, so that it
 * is one file, which packs better than several.
 */
export { openSearch, prepareSearch } from './dialog.ts';
export { openPanel } from './panel.ts';
export { stem, toWords } from './text.ts';
