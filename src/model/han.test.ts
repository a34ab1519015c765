import { describe, expect, test } from 'vitest';
import { isPinyin, splitHan } from './han.ts';

/** Han runs stand in ⟨…⟩ so that a table row can be read. */
const show = (text: string): string =>
  splitHan(text)
    .map((run) => (run.han ? `⟨${run.text}⟩` : run.text))
    .join('');

describe('splitHan', () => {
  test.each([
    ['leaves English as one run', 'Daily work', 'Daily work'],
    ['marks a word in brackets without its brackets', 'retention (留存)', 'retention (⟨留存⟩)'],
    ['keeps two words apart at a comma and a space', '拉新, 获客', '⟨拉新⟩, ⟨获客⟩'],
    ['keeps Latin letters between two Han runs in the run', '用A/B测试', '⟨用A/B测试⟩'],
    ['keeps digits and full-width brackets between Han in the run', '运营（2级）人', '⟨运营（2级）人⟩'],
    ['leaves Latin before and after Han outside', 'SOP 手册 v2', 'SOP ⟨手册⟩ v2'],
    ['leaves pinyin outside', '拉新, lā xīn', '⟨拉新⟩, lā xīn'],
    ['marks characters beyond the basic plane', 'a 𠮷 b', 'a ⟨𠮷⟩ b'],
    ['gives no run for no text', '', ''],
  ])('%s', (_, text, expected) => {
    expect(show(text)).toBe(expected);
  });

  test.each(['', '留存', 'a留b', '留 a 存 b', 'x (拉新, 获客) y'])(
    'gives runs of “%s” that joined are the text',
    (text) => {
      const runs = splitHan(text);
      expect(runs.map((run) => run.text).join('')).toBe(text);
      expect(runs.every((run) => run.text !== '')).toBe(true);
    },
  );
});

describe('isPinyin', () => {
  test.each([
    ['pǐn cè nèi tuī lā zhuǎn', true],
    ['Yòng-hù', true],
    ['lǜ’è', true],
    ['six character formula', false],
    ['用户运营 yònghù', false],
    ['lā xīn (acquire)', false],
    ['', false],
  ])('“%s”: %s', (text, expected) => {
    expect(isPinyin(text)).toBe(expected);
  });
});
