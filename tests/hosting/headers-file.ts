/** What a host sends that reads `_headers`: Netlify and Cloudflare Pages. */

/** A path with `*` for any rest, and the headers of its addresses. */
interface Rule {
  path: string;
  headers: [name: string, value: string][];
}

function readRules(text: string): Rule[] {
  return text
    .trim()
    .split('\n\n')
    .map((block) => {
      const [path = '', ...lines] = block.split('\n');
      return { path, headers: lines.map((line) => line.trim().split(/: (.*)/) as unknown as [string, string]) };
    });
}

const matches = (path: string, address: string): boolean =>
  path.endsWith('*') ? address.startsWith(path.slice(0, -1)) : address === path;

/** The headers of an address: every rule that matches counts, and a second value of one header is joined to the first. */
export function headersOf(text: string, address: string): Map<string, string> {
  const headers = new Map<string, string>();
  for (const rule of readRules(text).filter(({ path }) => matches(path, address))) {
    for (const [name, value] of rule.headers) headers.set(name, [headers.get(name), value].filter(Boolean).join(', '));
  }
  return headers;
}

/** The policies of an address, each by its directives. */
export function policiesOf(text: string, address: string): Map<string, string[]>[] {
  const policies = headersOf(text, address).get('Content-Security-Policy')?.split(', ') ?? [];
  return policies.map(
    (policy) =>
      new Map(
        policy.split('; ').map((directive): [string, string[]] => {
          const [name = '', ...values] = directive.split(' ');
          return [name, values];
        }),
      ),
  );
}
