import type { Heading, Problem } from './anatomy.ts';

/** The lines of an MDX body that are neither code nor quoted code, with the line of the file each stands on. */
function readProse(body: string, firstLine: number): { text: string; line: number }[] {
  let fenced = false;
  return body.split('\n').flatMap((text, index) => {
    const isFence = /^\s*(```|~~~)/.test(text);
    if (isFence) fenced = !fenced;
    return fenced || isFence ? [] : [{ text: text.replace(/`[^`]*`/g, ''), line: firstLine + index }];
  });
}

/** Checks that every block in the text is one that the page may use. `known` holds their names, such as "Week". */
export function checkBlocks(body: string, known: readonly string[], firstLine = 1): Problem[] {
  return readProse(body, firstLine).flatMap(({ text, line }) =>
    [...text.matchAll(/<([A-Z]\w*)/g)].flatMap(([, name = '']) =>
      known.includes(name)
        ? []
        : [{ line, message: `<${name}> is no block of this kind of page. Use one of: ${known.join(', ')}.` }],
    ),
  );
}

/** Checks that every source cited in the text stands in the page's own list, which the citation leads to. */
export function checkCitations(body: string, sources: readonly string[], firstLine = 1): Problem[] {
  return readProse(body, firstLine).flatMap(({ text, line }) =>
    [...text.matchAll(/<Cite\s+id="([^"]*)"/g)].flatMap(([, id = '']) =>
      sources.includes(id)
        ? []
        : [{ line, message: `<Cite id="${id}"> has nowhere to lead. Add “${id}” to sources in the frontmatter.` }],
    ),
  );
}

/** Checks that every section for which `askedAt` says what readers type is there. */
export function checkAsked(ids: readonly string[], headings: readonly Heading[], firstLine = 1): Problem[] {
  return ids
    .filter((id) => !headings.some((heading) => heading.id === id))
    .map((id) => ({
      line: firstLine,
      message: `askedAt names “${id}”, but no heading carries it. Correct the id, or take the line out.`,
    }));
}
