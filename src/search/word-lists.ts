/** Words that a search treats by themselves, with spaces between. They are data, and travel with the names. */
export interface WordLists {
  /** Carry no subject: never searched and never reported as unknown. */
  stop: string;
  /** Chinese question words and particles, longest first: dropped from a run of Han characters like stop words. */
  hanStop: string;
  /** Ask how two things differ. They are understood even where no page has them. */
  comparison: string;
  /** Ask how to get from one role to another. */
  moves: string;
}

export const WORD_LISTS: WordLists = {
  stop:
    'a an and any are as at be been being but by can cannot could did do does doing for from get gets getting give had has have he her him his how i if in into is it its ' +
    'just like make makes me my need no not of on one or our out shall she should so some than that the their them then there these they this those to too up us ' +
    'use very want was we were what whats when where which who whom whose why will with would you your yours about mean means meaning explain tell best good',
  hanStop: '是什么 什么是 怎么样 为什么 有哪些 有什么 怎么做 怎么 如何 什么 哪些 怎样 多少 吗 的 了 呢 是 和 与 做',
  comparison: 'vs versus difference differences differ compare compared comparison between 区别 不同 对比 比较',
  moves: 'move moves moving switch switching change changing become becoming transition transfer 转岗 转',
};

/** The lists, ready to be asked. Each keeps its order. */
export interface SpecialWords extends Record<keyof WordLists, ReadonlySet<string>> {
  /** Whether a word carries a subject. */
  isSubject: (word: string) => boolean;
}

export function readLists({ stop, hanStop, comparison, moves }: WordLists): SpecialWords {
  const read = (list: string): ReadonlySet<string> => new Set(list.split(' '));
  const stops = read(stop);
  return {
    stop: stops,
    hanStop: read(hanStop),
    comparison: read(comparison),
    moves: read(moves),
    isSubject: (word) => !stops.has(word),
  };
}
