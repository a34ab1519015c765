/** What only the search index reads. */
const READ_BY_INDEX = /\sdata-pagefind-(?:filter|weight)="[^"]*"|(?<=<article[^>]*)\sdata-role="[^"]*"/g;
/** A line break between two blocks, as Markdown leaves it. */
const BETWEEN_BLOCKS = /(?<=>)\n(?=<(?:div|p|h[2-4]|[uod]l|table|figure|details)[ >])/g;
/** An empty shape of a drawing. */
const SHAPE = /<(path|circle|rect)([^>]*)><\/\1>/g;

/** Takes out of a page what serves nobody who reads it. The document it makes is the same. */
export function trimMarkup(html: string): string {
  return html.replace(READ_BY_INDEX, '').replace(BETWEEN_BLOCKS, '').replace(SHAPE, '<$1$2/>');
}
