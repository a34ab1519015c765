import type { ShownPage } from './rules.ts';

/** What pages and the worker say to each other. */

/** From a page: it has been read, and so have these addresses, paths on this host. */
export interface Here {
  type: 'here';
  paths: readonly string[];
}

/** From a page, with a port for the answers: fetch everything. */
export interface Save {
  type: 'save';
}

/** From the working worker to the one that waits: what the open pages show. */
export interface Shown {
  type: 'shown';
  pages: readonly ShownPage[];
}

export type Message = Here | Save | Shown;

/** Why saving stopped: no room on the device, another version on the server, taken away meanwhile, or no connection. */
export type Reason = 'room' | 'version' | 'removed' | 'connection';

/** How saving goes, sent through the port. `bytes` is what the copy takes on the device. */
export type Progress =
  | { type: 'progress' | 'saved'; done: number; all: number; bytes: number }
  | { type: 'failed'; done: number; all: number; bytes: number; reason: Reason };
