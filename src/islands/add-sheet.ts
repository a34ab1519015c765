/** Adds a sheet that no page carries. @returns the link, which fires `load` or `error` */
export function addSheet(address: string): HTMLLinkElement {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = address;
  document.head.append(link);
  return link;
}
