/** Says a short thing to eyes and to screen readers, for as long as it takes to read. */
export function announce(words: string): void {
  let note = document.querySelector<HTMLElement>('#note');
  if (!note) {
    note = document.createElement('div');
    note.id = 'note';
    note.setAttribute('role', 'status');
    document.body.append(note);
  }
  note.textContent = words;
  setTimeout(
    () => {
      if (note.textContent === words) note.textContent = '';
    },
    Math.max(2500, 100 * words.length),
  );
}
