import type { Formula } from '../schemas/metrics.ts';

const SIGN = { product: '×', sum: '+', difference: '−' } as const;

function parts(formula: Exclude<Formula, string | { ratio: [Formula, Formula] }>): {
  sign: string;
  terms: readonly Formula[];
} {
  if ('product' in formula) return { sign: SIGN.product, terms: formula.product };
  if ('sum' in formula) return { sign: SIGN.sum, terms: formula.sum };
  return { sign: SIGN.difference, terms: formula.difference };
}

/** Writes a formula as one line of text: { ratio: [a, b] } → "a ÷ b"; what is nested stands in brackets. */
export function formulaText(formula: Formula, nested = false): string {
  if (typeof formula === 'string') return formula;
  const line =
    'ratio' in formula
      ? formula.ratio.map((term) => formulaText(term, true)).join(' ÷ ')
      : parts(formula)
          .terms.map((term) => formulaText(term, true))
          .join(` ${parts(formula).sign} `);
  return nested ? `(${line})` : line;
}

const escapeXml = (text: string): string =>
  text.replace(/[&<>]/g, (mark) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[mark] ?? mark);

/** Writes a formula as the children of a MathML `<math>` element: ratios as fractions, words as `<mtext>`. */
export function formulaMathml(formula: Formula, nested = false): string {
  if (typeof formula === 'string') return `<mtext>${escapeXml(formula)}</mtext>`;
  if ('ratio' in formula) {
    const [over, under] = formula.ratio;
    return `<mfrac><mrow>${formulaMathml(over)}</mrow><mrow>${formulaMathml(under)}</mrow></mfrac>`;
  }
  const { sign, terms } = parts(formula);
  const row = terms.map((term) => formulaMathml(term, true)).join(`<mo>${sign}</mo>`);
  return nested ? `<mrow><mo>(</mo>${row}<mo>)</mo></mrow>` : row;
}
