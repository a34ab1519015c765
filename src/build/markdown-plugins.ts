import { defineHastPlugin } from 'satteri';
import { isPinyin, splitHan } from '../model/han.ts';

/** Gives every run of Chinese in running text its language, so that readers, speech and fonts treat it right. */
export const chineseRuns = defineHastPlugin({
  name: 'chinese-runs',
  text(node, ctx) {
    if (!/\p{Script=Han}/u.test(node.value)) return;
    ctx.replaceNode(
      node,
      splitHan(node.value).map((run) =>
        run.han
          ? {
              type: 'element',
              tagName: 'span',
              properties: { lang: 'zh-Hans' },
              children: [{ type: 'text', value: run.text }],
            }
          : { type: 'text', value: run.text },
      ),
    );
  },
});

/** Gives pinyin, which stands in italics, its language: speech reads it as Chinese, and the font has not all its letters. */
export const pinyinRuns = defineHastPlugin({
  name: 'pinyin-runs',
  element: {
    filter: ['em'],
    visit(node, ctx) {
      if (isPinyin(ctx.textContent(node))) ctx.setProperty(node, 'lang', 'zh-Latn');
    },
  },
});

/** Aligned table cells come out with an inline style, which the content policy forbids: a class takes its place. */
export const alignedCells = defineHastPlugin({
  name: 'aligned-cells',
  element: {
    filter: ['th', 'td'],
    visit(node, ctx) {
      const align = /text-align:\s*(left|right|center)/.exec(String(node.properties['style'] ?? ''))?.[1];
      if (align === undefined) return;
      ctx.setProperty(node, 'style', null);
      ctx.setProperty(node, 'className', [`align-${align}`]);
    },
  },
});

/** Gives every cell the heading of its column, so that a table can be read as blocks on a phone. */
export const labelledCells = defineHastPlugin({
  name: 'labelled-cells',
  element: {
    filter: ['table'],
    visit(table, ctx) {
      const rows = table.children.flatMap((part) => ('children' in part ? part.children : []));
      const cellsOf = (row: (typeof rows)[number]) =>
        'children' in row ? row.children.filter((cell) => cell.type === 'element') : [];
      const [head, ...body] = rows.filter((row) => row.type === 'element');
      if (head === undefined) return;
      const labels = cellsOf(head).map((cell) => ctx.textContent(cell));
      for (const row of body) {
        cellsOf(row).forEach((cell, index) => {
          if (index > 0) ctx.setProperty(cell, 'data-h', labels[index] ?? '');
        });
      }
    },
  },
});
