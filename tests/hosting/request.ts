import { readFileSync } from 'node:fs';
import { request as ask, type IncomingHttpHeaders } from 'node:http';
import { request as askSafely } from 'node:https';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** As sent: still packed when content-encoding says so. */
  readonly body: Buffer;
}

/** Asks for one address and follows nothing. @param certificate file of the authority to trust for https */
export function get(
  address: string,
  headers: Record<string, string> = {},
  certificate?: string,
  method = 'GET',
): Promise<Answer> {
  const options = { method, headers, agent: false, ...(certificate ? { ca: readFileSync(certificate) } : {}) };
  return new Promise((resolve, reject) => {
    const sent = (address.startsWith('https:') ? askSafely : ask)(address, options, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) });
      });
    });
    sent.on('error', reject).end();
  });
}
