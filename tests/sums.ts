/** Reads and proves sums as the guide prints them: "(60 × 40 %) ÷ 5 % = 480 yuan". Nothing is evaluated as code. */

const PIECES = /\s*(?:(\d[\d,]*(?:\.\d+)?)(\s?%)?|([+−×÷()]))/y;

type Piece = number | string;

/** Splits the left side into numbers (percentages as hundredths) and signs. @throws on anything else */
function cut(text: string): Piece[] {
  const pieces: Piece[] = [];
  PIECES.lastIndex = 0;
  while (PIECES.lastIndex < text.length) {
    const at = PIECES.lastIndex;
    const match = PIECES.exec(text);
    if (!match) throw new Error(`“${text.slice(at)}” is neither a number nor a sign`);
    const [, digits, percent, sign] = match;
    if (digits === undefined) pieces.push(sign ?? '');
    else {
      if (digits.includes(',') && !/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(digits))
        throw new Error(`“${digits}” has a comma out of place`);
      pieces.push(Number(digits.replaceAll(',', '')) / (percent ? 100 : 1));
    }
  }
  return pieces;
}

/** Works out a sum of numbers, + − × ÷ and brackets. @throws when it is no sum */
export function calculate(text: string): number {
  const pieces = cut(text.trim());
  const factor = (): number => {
    const piece = pieces.shift();
    if (typeof piece === 'number') return piece;
    if (piece !== '(') throw new Error(`a number expected, not “${piece ?? 'the end'}”`);
    const value = sum();
    if (pieces.shift() !== ')') throw new Error('a bracket is not closed');
    return value;
  };
  const product = (): number => {
    let value = factor();
    while (pieces[0] === '×' || pieces[0] === '÷') value = pieces.shift() === '×' ? value * factor() : value / factor();
    return value;
  };
  const sum = (): number => {
    let value = product();
    while (pieces[0] === '+' || pieces[0] === '−')
      value = pieces.shift() === '+' ? value + product() : value - product();
    return value;
  };
  const value = sum();
  if (pieces.length > 0) throw new Error(`“${pieces.join(' ')}” is left over`);
  return value;
}

const RESULT = /^(−?)(\d[\d,]*(?:\.(\d+))?)(\s%)?(?: [a-z]+)?$/;

/**
 * Checks that the left side of a printed sum gives the right side, rounded as printed. A difference of two percentages
 * without a % on the right is in points, as the net promoter score is.
 * @returns '' when it does, otherwise what is wrong
 */
export function proveSum(text: string): string {
  const [left = '', right = '', ...more] = text.split(' = ');
  const match = RESULT.exec(right);
  if (!match || more.length > 0) return `“${text}” is not of the form: sum = result unit`;
  const [, minus, digits = '', decimals = '', percent] = match;
  const inPoints = !percent && /^\d+ % − \d+ %$/.test(left);
  const value = calculate(left) * (percent || inPoints ? 100 : 1);
  const printed = Number(digits.replaceAll(',', '')) * (minus ? -1 : 1);
  const tolerance = 0.5 * 10 ** -decimals.length + 1e-9;
  return Math.abs(value - printed) <= tolerance ? '' : `${left} is ${value}, not ${right}`;
}
