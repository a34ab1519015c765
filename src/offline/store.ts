import { cachePrefix, isPackable, type Manifest } from './rules.ts';

/** The server gave something else than this build's file: it has moved on to another build, or the answer is damaged. */
export class WrongVersion extends Error {}
/** The copy was taken off the device while it was being made. */
export class Removed extends Error {}

/** Notes kept beside the files: what the reader asked for, and that it is all there. */
export type Note = 'wish' | 'whole';

/** A short hash of a file's content, as `hashContent` in manifest.ts makes it. */
export async function digest(body: ArrayBuffer): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', body));
  return [...bytes.slice(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function pipe(from: Response, stream: CompressionStream | DecompressionStream): Promise<ArrayBuffer> {
  return new Response(from.body?.pipeThrough(stream) ?? null).arrayBuffer();
}

/** Packs a body as the device keeps it. The headers stay, so that a page keeps its policy; those of transport go. */
async function pack(
  body: ArrayBuffer,
  from: Headers,
  hash: string,
  wasUnpacked: boolean,
): Promise<{ copy: Response; bytes: number }> {
  const headers = new Headers(from);
  for (const name of ['content-encoding', 'content-length', 'vary', 'date', 'age']) headers.delete(name);
  headers.set('x-hash', hash);
  const shrinks = wasUnpacked || isPackable(headers.get('content-type') ?? '');
  if (!shrinks || !('CompressionStream' in globalThis)) {
    return { copy: new Response(body, { headers }), bytes: body.byteLength };
  }
  headers.set('x-packed', 'gzip');
  const packed = await pipe(new Response(body), new CompressionStream('gzip'));
  return { copy: new Response(packed, { headers }), bytes: packed.byteLength };
}

/** A kept copy as the server sent it. It is unpacked whole: an event with a stream in it can hold up the next version. */
export async function unpack(copy: Response, status = 200): Promise<Response> {
  const { headers } = copy;
  const body = headers.has('x-packed') ? await pipe(copy, new DecompressionStream('gzip')) : copy.body;
  return new Response(body, { status, headers });
}

/** The files of one build on this device, in a cache of their own. Nothing of another build ever enters it. */
export class Store {
  readonly prefix: string;
  readonly name: string;
  private readonly hashes: ReadonlyMap<string, readonly [hash: string, unpacked?: string]>;
  /** Held once opened: what is put here after the cache was deleted goes nowhere, where opening would make it anew. */
  private cache: Cache | undefined;

  /** @param scope where the site begins, as a full address with a slash at its end */
  constructor(
    private readonly scope: string,
    manifest: Manifest,
  ) {
    this.prefix = cachePrefix(scope);
    this.name = this.prefix + manifest.build;
    this.hashes = new Map(manifest.files.map(([address, ...hashes]) => [address, hashes]));
  }

  hashOf(address: string): string | undefined {
    return this.hashes.get(address)?.[0];
  }

  /** Whether a file of this build has the hash, as it is or unpacked on the way. */
  isOwn(address: string, hash: string | null | undefined): boolean {
    return this.hashes.get(address)?.some((own) => own === hash) ?? false;
  }

  /** Makes the cache. Without it nothing is kept: once taken off the device, the guide stays off. */
  async open(): Promise<void> {
    this.cache = await caches.open(this.name);
  }

  /** The copy of a file, packed as it is kept. */
  find(address: string, cacheName = this.name): Promise<Response | undefined> {
    return caches.match(this.scope + address, { cacheName });
  }

  private async put(address: string, copy: Response): Promise<void> {
    if (!(await caches.has(this.name))) throw new Removed();
    this.cache ??= await caches.open(this.name);
    await this.cache.put(this.scope + address, copy);
  }

  /** Keeps a file. @returns what it takes, in bytes @throws WrongVersion when it is not this build's */
  async keep(address: string, body: ArrayBuffer, headers: Headers): Promise<number> {
    const hash = await digest(body);
    if (!this.isOwn(address, hash)) throw new WrongVersion(address);
    const { copy, bytes } = await pack(body, headers, hash, hash !== this.hashOf(address));
    await this.put(address, copy);
    return bytes;
  }

  /** Makes sure that a file is here: found, taken over unchanged from another build, or fetched. @returns its bytes */
  async fetch(address: string, others: readonly string[] = []): Promise<number> {
    const here = await this.find(address);
    if (here) return (await here.arrayBuffer()).byteLength;
    for (const name of others) {
      const copy = await this.find(address, name);
      if (!copy || !this.isOwn(address, copy.headers.get('x-hash'))) continue;
      await this.put(address, copy.clone());
      return (await copy.arrayBuffer()).byteLength;
    }
    const response = await fetch(this.scope + address, { cache: 'no-cache', signal: AbortSignal.timeout(30_000) });
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    return this.keep(address, await response.arrayBuffer(), response.headers);
  }

  private noteAt(note: Note): string {
    return `sw.js?${note}`;
  }

  async note(note: Note): Promise<void> {
    await this.put(this.noteAt(note), new Response());
  }

  async hasNote(note: Note, name = this.name): Promise<boolean> {
    return (await this.find(this.noteAt(note), name)) !== undefined;
  }

  /** The caches of other builds of this site. */
  async others(): Promise<string[]> {
    return (await caches.keys()).filter((name) => name.startsWith(this.prefix) && name !== this.name);
  }

  /** The addresses that another build keeps. */
  async addressesIn(name: string): Promise<string[]> {
    const requests = await (await caches.open(name)).keys();
    return requests.map(({ url }) => url.slice(this.scope.length));
  }
}
