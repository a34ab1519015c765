/** A rectangle on the screen, in CSS pixels from its top left corner. */
interface Box {
  left: number;
  top: number;
  bottom: number;
}
interface Size {
  width: number;
  height: number;
}

/** Free space left and right of a note, in CSS pixels: as in term-note.css. */
const MARGIN = 16;

/**
 * Finds a note its place: below its term, else above it, else at the foot of the screen, and never beyond the sides.
 * @returns the top left corner of the note on the screen, in CSS pixels
 */
export function placeNote(term: Box, note: Size, screen: Size): { left: number; top: number } {
  const left = Math.max(MARGIN, Math.min(term.left, screen.width - MARGIN - note.width));
  if (term.bottom + note.height <= screen.height) return { left, top: term.bottom };
  if (term.top >= note.height) return { left, top: term.top - note.height };
  return { left, top: Math.max(0, screen.height - note.height) };
}
