import type { MiddlewareHandler } from 'astro';
import { announce, fileOf, isAwaited } from './build/rendered.ts';

/** Announces each page of a build as soon as it is rendered; whoever finishes pages need not wait for the last. */
export const onRequest: MiddlewareHandler = async ({ url }, next) => {
  const response = await next();
  if (!isAwaited() || !response.headers.get('content-type')?.startsWith('text/html')) return response;
  const html = await response.text();
  announce({ path: fileOf(url.pathname, `${import.meta.env.BASE_URL.replace(/\/$/, '')}/`), html });
  return new Response(html, response);
};
