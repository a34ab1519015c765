/** `<saved-pages>`: of the links in it, shows those whose pages are on this device. */
class SavedPages extends HTMLElement {
  connectedCallback(): void {
    // Where storage is blocked nothing is kept, and the list stays hidden.
    this.show().catch(() => undefined);
  }

  private async show(): Promise<void> {
    const links = [...this.querySelectorAll('a')];
    const saved = await Promise.all(links.map(({ href }) => caches.match(href)));
    for (const [index, link] of links.entries()) link.closest('li')?.toggleAttribute('hidden', !saved[index]);
    this.hidden = !saved.some(Boolean);
  }
}

customElements.define('saved-pages', SavedPages);
