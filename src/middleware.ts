import type { MiddlewareHandler } from 'astro';
import { announce, announceData, fileOf, isAwaited } from './build/rendered.ts';

const BASE = `${import.meta.env.BASE_URL.replace(/\/$/, '')}/`;

/** Announces all of a build as soon as it is rendered; whoever finishes and packs it need not wait for the last page. */
export const onRequest: MiddlewareHandler = async ({ url }, next) => {
  const response = await next();
  const type =
    isAwaited() && /^(?:text\/html|application\/json)\b/.exec(response.headers.get('content-type') ?? '')?.[0];
  if (!type) return response;
  const text = await response.text();
  if (type === 'text/html') announce({ path: fileOf(url.pathname, BASE), html: text });
  else announceData({ path: decodeURI(url.pathname.slice(BASE.length)), text });
  return new Response(text, response);
};
