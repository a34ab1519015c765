import { expect, test } from 'vitest';
import { placeNote } from './note-place.ts';

const PHONE = { width: 320, height: 568 };
const note = { width: 288, height: 150 };
const termAt = (left: number, top: number) => ({ left, top, bottom: top + 20 });

test.each([
  ['below the term', termAt(16, 100), note, PHONE, { left: 16, top: 120 }],
  ['below, when it just fits', termAt(16, 398), note, PHONE, { left: 16, top: 418 }],
  ['above, near the foot of the screen', termAt(16, 500), note, PHONE, { left: 16, top: 350 }],
  ['moved in from the right edge', termAt(250, 100), note, PHONE, { left: 16, top: 120 }],
  [
    'in line with the term where there is room',
    termAt(250, 100),
    note,
    { width: 1280, height: 800 },
    { left: 250, top: 120 },
  ],
  ['moved in from the left edge', termAt(-40, 100), note, { width: 1280, height: 800 }, { left: 16, top: 120 }],
  [
    'at the foot of a screen with room on neither side',
    termAt(16, 120),
    note,
    { width: 320, height: 256 },
    { left: 16, top: 106 },
  ],
  [
    'from the top, on a screen lower than the note',
    termAt(16, 50),
    note,
    { width: 320, height: 120 },
    { left: 16, top: 0 },
  ],
])('a note stands %s', (_, term, size, screen, expected) => {
  expect(placeNote(term, size, screen)).toEqual(expected);
});
