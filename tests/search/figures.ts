import type { JudgedQuery, Shown } from './run.ts';

/** A judged query with the addresses that some search shows for it. */
export interface Judged extends JudgedQuery {
  shown: Pick<Shown, 'addresses'> & { answer?: Pick<Shown['answer'], 'missing'> };
  /** Place of the first right address among the first ten, from 1; 0 when there is none. */
  place: number;
}

/** A judged query with what the page shows for it. */
export interface Run extends Judged {
  shown: Shown;
}

/** All from 0 to 1. `zero`: the share of unanswerable queries for which nothing is shown. */
export interface Figures {
  mrr: number;
  first: number;
  third: number;
  zero: number;
}

export function findPlace({ answers }: JudgedQuery, { addresses }: Judged['shown']): number {
  const right = new Set(answers.filter(({ grade }) => grade >= 2).map(({ address }) => address));
  return addresses.slice(0, 10).findIndex((address) => right.has(address)) + 1;
}

const hasNoAnswer = ({ answers }: JudgedQuery): boolean => answers.length === 0;

/** Nothing is shown, and nothing is said to be broken. */
const isEmpty = ({ shown }: Judged): boolean => shown.addresses.length === 0 && !shown.answer?.missing;

export const isMiss = (run: Judged): boolean => (hasNoAnswer(run) ? !isEmpty(run) : run.place !== 1);

const share = (some: number, all: number): number => (all === 0 ? 1 : some / all);

export function measure(runs: readonly Judged[]): Figures {
  const unanswerable = runs.filter(hasNoAnswer);
  const asked = runs.filter((run) => !hasNoAnswer(run));
  const within = (places: number): number => asked.filter(({ place }) => place > 0 && place <= places).length;
  const reciprocal = asked.reduce((sum, { place }) => sum + (place > 0 ? 1 / place : 0), 0);
  return {
    mrr: share(reciprocal, asked.length),
    first: share(within(1), asked.length),
    third: share(within(3), asked.length),
    zero: share(unanswerable.filter(isEmpty).length, unanswerable.length),
  };
}
