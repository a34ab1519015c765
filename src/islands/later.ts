/** Does work in a task of its own: all the parts of a script in one would hold a slow phone for longer than 50 ms. */
export const later = (work: () => void): void => void setTimeout(work);
