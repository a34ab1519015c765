import { parse, type ChildNode, type Container, type Declaration } from 'postcss';
import selectorParser, { type Attribute, type Node, type Selector } from 'postcss-selector-parser';

/** What a page has that a selector can name, each of its kind: a table on the page is no use of the class "table". */
export interface Use {
  tags: readonly string[];
  classes: readonly string[];
  ids: readonly string[];
  /** Of attributes */
  names: readonly string[];
  values: readonly string[];
}

/** The same, and what stays in every case. */
interface Asked {
  tag: ReadonlySet<string>;
  class: ReadonlySet<string>;
  id: ReadonlySet<string>;
  names: ReadonlySet<string>;
  values: readonly string[];
  always: ReadonlySet<string>;
}

/** What stays of a selector, or of a list of them; '' where nothing does. */
type Reading = (asked: Asked) => string;

/** Attributes whose value a reader changes. */
const CHANGED_BY_READERS = new Set(['value', 'checked', 'selected', 'open']);

function hasAttribute({ attribute, operator, value = '' }: Attribute, { names, values }: Asked): boolean {
  if (CHANGED_BY_READERS.has(attribute)) return true;
  if (!names.has(attribute)) return false;
  if (operator === undefined) return true;
  const test = { '=': 'equals', '^=': 'startsWith', '|=': 'startsWith', '$=': 'endsWith' }[operator as string];
  if (test === 'equals') return values.includes(value);
  if (test === 'startsWith' || test === 'endsWith') return values.some((one) => one[test](value));
  return value.split(' ').every((word) => values.some((one) => one.includes(word)));
}

/** Whether a page has what a part of a selector names. Combinators and pseudo-classes name nothing. */
function isThere(node: Node, asked: Asked): boolean {
  // Tailwind’s theme is for components with a tree of their own as well; the guide has none.
  if (node.type === 'pseudo') return node.value !== ':host';
  if (node.type === 'attribute') return asked.always.has(node.attribute) || hasAttribute(node, asked);
  if (node.type !== 'tag' && node.type !== 'class' && node.type !== 'id') return true;
  return asked.always.has(node.value) || asked[node.type].has(node.value);
}

function readSelector(selector: Selector): Reading {
  const parts = selector.nodes.map((node): Reading => {
    const text = node.toString();
    // What stands in other brackets, such as :not(), stays with its selector.
    if (node.type !== 'pseudo' || (node.value !== ':is' && node.value !== ':where'))
      return (asked) => (isThere(node, asked) ? text : '');
    const list = readList(node.nodes);
    return (asked) => {
      const stays = list(asked);
      return stays && `${node.value}(${stays})`;
    };
  });
  return (asked) => {
    let whole = '';
    for (const part of parts) {
      const stays = part(asked);
      if (stays === '') return '';
      whole += stays;
    }
    return whole;
  };
}

function readList(selectors: readonly Selector[]): Reading {
  const list = selectors.map(readSelector);
  return (asked) =>
    list
      .map((read) => read(asked))
      .filter(Boolean)
      .join(',');
}

const selectors = selectorParser();

/** Names of the variables in a value: "var(--a,var(--b))" → --a, --b */
const findVariables = (value: string): string[] =>
  Array.from(value.matchAll(/var\((--[\w-]+)/g), ([, name = '']) => name);

/** A part of a sheet: what is in brackets after a selector or the name of a rule, a declaration, or text that stays whole. */
type Part =
  | { kind: 'block'; head: Reading; parts: readonly Part[] }
  | { kind: 'declaration'; text: string; name: string; uses: readonly string[] }
  | { kind: 'text'; text: string; uses: readonly string[] };

function readDeclaration(declaration: Declaration): Part {
  const { prop, value } = declaration;
  return { kind: 'declaration', text: declaration.toString(), name: prop, uses: findVariables(value) };
}

function readPart(node: ChildNode): Part[] {
  if (node.type === 'comment') return [];
  if (node.type === 'decl') return [readDeclaration(node)];
  if (node.type === 'rule')
    return [{ kind: 'block', head: readList(selectors.astSync(node.selector).nodes), parts: readParts(node) }];
  const head = `@${node.name}${node.raws.afterName ?? ''}${node.params}`;
  const isGroup = ['media', 'supports', 'layer', 'container'].includes(node.name);
  if (isGroup && node.nodes) return [{ kind: 'block', head: () => head, parts: readParts(node) }];
  const text = node.toString();
  return [{ kind: 'text', text: node.nodes ? text : `${text};`, uses: findVariables(text) }];
}

function readParts(container: Container): Part[] {
  return (container.nodes ?? []).flatMap(readPart);
}

/** What a page can use of a block: the parts in it that stay. */
interface Kept {
  head: string;
  parts: (Kept | Exclude<Part, { kind: 'block' }>)[];
}

/** Leaves out what no page with this use can match. */
function select(parts: readonly Part[], asked: Asked): Kept['parts'] {
  return parts.flatMap((part): Kept['parts'] => {
    if (part.kind !== 'block') return [part];
    const head = part.head(asked);
    return head === '' ? [] : [{ head, parts: select(part.parts, asked) }];
  });
}

/** Variables that are used by what stays, directly or by way of others. */
function followVariables(kept: Kept['parts'], always: readonly string[]): Set<string> {
  const used = new Set(always);
  const through = new Map<string, string[]>();
  const read = (parts: Kept['parts']): void => {
    for (const part of parts) {
      if ('parts' in part) read(part.parts);
      else if (part.kind === 'declaration' && part.name.startsWith('--'))
        through.set(part.name, [...(through.get(part.name) ?? []), ...part.uses]);
      else for (const name of part.uses) used.add(name);
    }
  };
  read(kept);
  // A set that grows while it is gone through is gone through to its end.
  for (const name of used) for (const next of through.get(name) ?? []) used.add(next);
  return used;
}

/** Names of the layers in the head of a rule: "@layer base,components" → base, components */
const layersIn = (head: string): string[] => /^@layer ([^{;]+)/.exec(head)?.[1]?.split(/\s*,\s*/) ?? [];

/**
 * Writes what stays, without variables that nothing uses and blocks with nothing in them. The first mention of a layer
 * stays, since it says which layers go before others.
 * @param layers mentioned so far
 */
function write(parts: Kept['parts'], used: ReadonlySet<string>, layers: Set<string>): string {
  const texts = parts.flatMap((part) => {
    if (!('parts' in part)) {
      if (part.kind === 'text') for (const layer of layersIn(part.text)) layers.add(layer);
      const isUnused = part.kind === 'declaration' && part.name.startsWith('--') && !used.has(part.name);
      return isUnused ? [] : [{ text: part.text, ends: part.kind === 'text' }];
    }
    const isFirst = layersIn(part.head).some((layer) => !layers.has(layer));
    for (const layer of layersIn(part.head)) layers.add(layer);
    const inside = write(part.parts, used, layers);
    if (inside === '') return isFirst ? [{ text: `${part.head};`, ends: true }] : [];
    return [{ text: `${part.head}{${inside}}`, ends: true }];
  });
  return texts.map(({ text, ends }, index) => (ends || index === texts.length - 1 ? text : `${text};`)).join('');
}

const read = new Map<string, readonly Part[]>();

/** Reads a sheet, each once. */
function partsOf(css: string): readonly Part[] {
  const parts = read.get(css) ?? readParts(parse(css));
  read.set(css, parts);
  return parts;
}

/**
 * Reads sheets, each once for all pages that use it.
 * @param always names of tags, classes, ids and attributes that stay, and variables (--ink)
 * @returns what leaves in them only what a page of some use can match; a variable stays where anything that stays uses it
 */
export function readSheets(
  sheets: readonly string[],
  always: readonly string[],
): (use: Use, variables: readonly string[]) => string {
  const parts = sheets.flatMap(partsOf);
  return ({ tags, classes, ids, names, values }, variables) => {
    const asked = {
      tag: new Set(tags),
      class: new Set(classes),
      id: new Set(ids),
      names: new Set(names),
      values,
      always: new Set(always),
    };
    const kept = select(parts, asked);
    const css = write(kept, followVariables(kept, [...always, ...variables]), new Set());
    // A layer that nothing is in needs no place.
    return css.replace(/@layer ([\w-]+);/g, (text, name: string) => (css.includes(`@layer ${name}{`) ? text : ''));
  };
}
