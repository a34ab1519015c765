const KEY = 'recent-searches';
const KEPT = 5;

/** The last searches made on this device, newest first; empty where storage is blocked. */
export function readRecent(): string[] {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(list) ? list.filter((item): item is string => typeof item === 'string').slice(0, KEPT) : [];
  } catch {
    return [];
  }
}

function write(list: readonly string[]): void {
  try {
    if (list.length > 0) localStorage.setItem(KEY, JSON.stringify(list));
    else localStorage.removeItem(KEY);
  } catch {
    // Storage is blocked or full: nothing is remembered.
  }
}

/** Remembers a search the reader followed. */
export function remember(text: string): void {
  const words = text.trim().slice(0, 100);
  if (words) write([words, ...readRecent().filter((item) => item !== words)].slice(0, KEPT));
}

export function forgetAll(): void {
  write([]);
}
