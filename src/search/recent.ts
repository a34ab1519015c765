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

/** Remembers a search the reader followed. */
export function remember(text: string): void {
  const words = text.trim().slice(0, 100);
  const list = [words, ...readRecent().filter((item) => item !== words)].slice(0, KEPT);
  try {
    if (words) localStorage.setItem(KEY, JSON.stringify(list));
  } catch {
    // Storage is blocked or full: nothing is remembered.
  }
}

export function forgetAll(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Storage is blocked: nothing was remembered.
  }
}
