import { REPOSITORY_URL } from './site';

/** Puts the base path before an address of this site. `/roles/` → `/base/roles/`; other addresses stay as they are. */
export function withBase(address: string, base: string = import.meta.env.BASE_URL): string {
  if (!address.startsWith('/') || address.startsWith('//')) return address;
  return `${base.replace(/\/$/, '')}${address}`;
}

/** The page on which a reader can propose a change to a file of the repository. */
export function editAddress(filePath: string): string {
  return `${REPOSITORY_URL}/edit/main/${filePath}`;
}
