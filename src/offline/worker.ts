/**
 * The service worker of the guide. integration.ts writes it to sw.js, after the list of the build's files. What it keeps,
 * and when it moves to a new version, is told in README.md.
 */
import type { Message, Progress } from './messages.ts';
import {
  addressOf,
  isNamedByContent,
  isIcon,
  listWanted,
  mayTakeOver,
  OFFLINE_PAGE,
  type Manifest,
  type ShownPage,
} from './rules.ts';
import { fetchAll, reasonOf, type Counts } from './saving.ts';
import { digest, Store, unpack } from './store.ts';
import type { FetchEvent, WorkerScope } from './worker-types.ts';

declare const MANIFEST: Manifest;

/** How long a page may take from the server when a copy is at hand, in milliseconds. */
const LIMIT = 4000;
/** Time for the version before to come to rest, in milliseconds. */
const REST = 1000;

const worker = globalThis as unknown as WorkerScope;
const { scope } = worker.registration;
const store = new Store(scope, MANIFEST);

/** What an open page shows: its hash, and whether it came from this device. Forgotten when the worker rests. */
const shown = new Map<string, { address: string; hash: Promise<string | undefined>; stored: boolean }>();

/** Whether the server answered when it was last asked. */
let isServerThere = true;

async function install(): Promise<void> {
  const others = await store.others();
  const wishes = await Promise.all(others.map((name) => store.hasNote('wish', name)));
  const open = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const read = [
    ...(await Promise.all(others.map((name) => store.addressesIn(name)))).flat(),
    ...open.flatMap(({ url }) => addressOf(url, scope) ?? []),
  ];
  const everything = wishes.includes(true);
  try {
    await store.open();
    await fetchAll(store, listWanted(MANIFEST, everything, new Set(read)), others);
    if (everything) await Promise.all([store.note('wish'), store.note('whole')]);
  } catch (error) {
    // Half a version is none. The browser tries again when the next page is opened.
    await caches.delete(store.name);
    throw error;
  }
}

async function activate(): Promise<void> {
  for (const name of await store.others()) {
    // Asked for while this version was being fetched: it is completed when the next page is opened.
    if (await store.hasNote('wish', name)) await store.note('wish');
    await caches.delete(name);
  }
  await worker.clients.claim();
}

/** Keeps what the server answered if it belongs to this build. @returns its hash in any case */
async function keepCopy(address: string, response: Response): Promise<string> {
  const { headers } = response;
  const body = await response.arrayBuffer();
  const hash = await digest(body);
  if (store.isOwn(address, hash)) await store.keep(address, body, headers).catch(() => undefined);
  return hash;
}

function withinLimit(work: Promise<Response>): Promise<Response> {
  return new Promise((resolve, reject) => {
    setTimeout(() => {
      reject(new Error('The server is slow.'));
    }, LIMIT);
    work.then((response) => {
      if (response.status >= 500) reject(new Error(String(response.status)));
      else resolve(response);
    }, reject);
  });
}

async function sayOffline(): Promise<Response> {
  const page = await store.find(OFFLINE_PAGE);
  return page ? unpack(page, 503) : Response.error();
}

/** Server first, copy otherwise; files named by their content, and all that a stored page asks for, the other way round. */
async function answer(event: FetchEvent, address: string): Promise<Response> {
  const { request, clientId, resultingClientId } = event;
  const isPage = request.mode === 'navigate';
  const saved = await store.find(address);
  const remember = (hash: Promise<string | undefined>, stored: boolean): void => {
    if (isPage) shown.set(resultingClientId, { address, hash, stored });
  };
  if (saved && !isPage && (isNamedByContent(address) || shown.get(clientId)?.stored)) return unpack(saved);
  const network = fetch(request);
  const kept = network
    .then((response) => (response.ok && !response.redirected ? keepCopy(address, response.clone()) : undefined))
    .catch(() => undefined);
  event.waitUntil(kept);
  try {
    const response = await (saved ? withinLimit(network) : network);
    isServerThere = true;
    remember(kept, false);
    return response;
  } catch (error) {
    isServerThere = false;
    if (saved) {
      remember(Promise.resolve(store.hashOf(address)), true);
      return unpack(saved);
    }
    if (!isPage) throw error;
    return store.hashOf(`${address}/`) === undefined ? sayOffline() : Response.redirect(`${scope}${address}/`);
  }
}

worker.addEventListener('install', (event) => {
  event.waitUntil(install());
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(activate());
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const address = addressOf(request.url, scope);
  if (address === undefined || request.method !== 'GET' || request.headers.has('range')) return;
  if (request.mode !== 'navigate' && store.hashOf(address) === undefined) return;
  // No page waits for the icon in its tab, and many are left before it comes: Firefox calls that a fault of the worker's.
  if (isIcon(address) && isServerThere) return;
  event.respondWith(answer(event, address));
});

let saving = false;

/** Fetches everything and says how it goes. Stopped half-way, it goes on when the next page is opened. */
async function saveAll(tell: (progress: Progress) => void): Promise<void> {
  let counts: Counts = { done: 0, all: 0, bytes: 0 };
  saving = true;
  try {
    await store.note('wish');
    await fetchAll(store, listWanted(MANIFEST, true, new Set()), [], (now) => {
      counts = now;
      tell({ type: 'progress', ...now });
    });
    await store.note('whole');
    tell({ type: 'saved', ...counts });
  } catch (error) {
    const reason = reasonOf(error);
    tell({ type: 'failed', ...counts, reason });
    if (reason === 'version') await worker.registration.update().catch(() => undefined);
  } finally {
    saving = false;
  }
}

/** A page is open: keeps what was read, goes on with what was asked for, and lets a new version in when it may come. */
async function greet(paths: readonly string[]): Promise<void> {
  const addresses = paths.flatMap((path) => addressOf(new URL(path, scope).href, scope) ?? []);
  const read = addresses.filter((address) => store.hashOf(address) !== undefined);
  await Promise.allSettled(read.map((address) => store.fetch(address)));
  if (!saving && (await store.hasNote('wish')) && !(await store.hasNote('whole'))) await saveAll(() => undefined);
  const open = await worker.clients.matchAll({ type: 'window' });
  for (const id of shown.keys()) if (!open.some((page) => page.id === id)) shown.delete(id);
  const pages = await Promise.all(
    open.map(async ({ id }) => ({
      id,
      address: shown.get(id)?.address ?? '',
      hash: (await shown.get(id)?.hash) ?? '',
    })),
  );
  worker.registration.waiting?.postMessage({ type: 'shown', pages } satisfies Message);
}

/** Takes over from the version before, unless a page of that version is open. */
async function takeOver(pages: readonly ShownPage[]): Promise<void> {
  await Promise.allSettled(pages.map(({ address }) => store.hashOf(address) && store.fetch(address)));
  // The old version is still busy with the message that led here; Chromium then puts the change off for half a minute.
  await new Promise((resolve) => setTimeout(resolve, REST));
  const open = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (
    mayTakeOver(
      MANIFEST,
      pages,
      open.map(({ id }) => id),
    )
  )
    await worker.skipWaiting();
}

worker.addEventListener('message', (event) => {
  const message = event.data as Message;
  const port = event.ports[0];
  if (message.type === 'here') event.waitUntil(greet(message.paths));
  if (message.type === 'shown') event.waitUntil(takeOver(message.pages));
  if (message.type === 'save') {
    event.waitUntil(store.open().then(() => saveAll((progress) => port?.postMessage(progress))));
  }
});
