import { inject } from 'vitest';
import { BASE } from './setup.ts';

/** The two builds under test: where each is read, the folder it stands in, and its base path. */
export const SITES = [
  { place: 'at the root', root: `${inject('origin')}/`, dist: inject('dist'), base: '/' },
  { place: 'under a base path', root: `${inject('baseOrigin')}${BASE}`, dist: inject('baseDist'), base: BASE },
] as const;

export type Site = (typeof SITES)[number];
