import { channel, type Channel } from 'node:diagnostics_channel';

/** What pages load, as Astro writes it. */
export interface Data {
  /** Its file below the folder of the build: search-terms.json */
  path: string;
  text: string;
}

/** A page as Astro has rendered it. */
export interface Rendered {
  /** Its file below the folder of the build: roles/user/index.html */
  path: string;
  html: string;
}

/**
 * Pages of a build are announced here before they are written, so that threads can work on them while others are
 * rendered. By its name, since the code that renders is a bundle of its own.
 */
const announced = channel('operations-field-guide:rendered');

/** What pages load, in the same way. */
const announcedData = channel('operations-field-guide:data');

/** The file that Astro writes a page to. @param address with the base path, which begins and ends with a slash */
export function fileOf(address: string, base: string): string {
  const path = decodeURI(address.slice(base.length));
  return /^404\/?$/.test(path) ? '404.html' : `${path}index.html`;
}

/** Whether anybody wants to know: in a build, and not while writing. */
export const isAwaited = (): boolean => announced.hasSubscribers;

export function announce(page: Rendered): void {
  announced.publish(page);
}

export function announceData(data: Data): void {
  announcedData.publish(data);
}

function subscribe<Message>(to: Channel, act: (message: Message) => void): () => void {
  const listen = (message: unknown): void => {
    act(message as Message);
  };
  to.subscribe(listen);
  return () => to.unsubscribe(listen);
}

/** Is given each page from now on. @returns what ends it */
export const onRendered = (act: (page: Rendered) => void): (() => void) => subscribe(announced, act);

/** Is given all data from now on. @returns what ends it */
export const onData = (act: (data: Data) => void): (() => void) => subscribe(announcedData, act);
