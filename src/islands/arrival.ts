import type * as Search from '../search/search';
import sheet from '../styles/arrival.css?url';
import { addSheet } from './add-sheet';

/**
 * Marks the words a reader searched for on the page they arrived at. The address and the page stay as they are.
 * @param found the words as they were searched: corrected, without stop words
 */
export function markFound(found: readonly string[], { stem, toWords }: typeof Search): void {
  const words = new Set(found.filter((word) => word.length > 2 || !/[a-z0-9]/.test(word)).map(stem));
  const article = document.querySelector('article');
  if (!article || words.size === 0 || !('highlights' in CSS)) return;
  const ranges: Range[] = [];
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node && ranges.length < 400; node = walker.nextNode()) {
    for (const match of (node.nodeValue ?? '').matchAll(/[\p{L}\p{N}]+/gu)) {
      const hit = toWords(match[0]).some(
        (word) =>
          words.has(stem(word)) || [...words].some((wanted) => /\p{Script=Han}/u.test(wanted) && word.includes(wanted)),
      );
      if (!hit) continue;
      const range = new Range();
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      ranges.push(range);
    }
  }
  if (ranges.length === 0) return;
  addSheet(sheet);
  CSS.highlights.set('found', new Highlight(...ranges));
  const clear = document.createElement('button');
  clear.className = 'button unmark noprint';
  clear.type = 'button';
  clear.textContent = 'Clear the marks';
  const remove = (): void => {
    CSS.highlights.delete('found');
    clear.remove();
    removeEventListener('keydown', onEscape);
  };
  const onEscape = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !document.querySelector('dialog[open]')) remove();
  };
  clear.addEventListener('click', remove);
  addEventListener('keydown', onEscape);
  document.body.append(clear);
}
