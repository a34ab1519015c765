/** Reading without a connection. Nothing is kept before a second page has been opened or the reader has asked. */
const part = document.querySelector<HTMLElement>('[data-offline]');
const [keep, remove] = part?.querySelectorAll('button') ?? [];
const base = document.documentElement.dataset['base'] ?? '/';
const load = () => import('../offline/device');

/** Shows what can be done: keep, unless everything is kept; remove, if anything is. The focus is never lost. */
async function draw(): Promise<boolean> {
  const kept = await navigator.serviceWorker.getRegistration(base);
  const whole = kept && (await caches.match(`${base}sw.js?whole`));
  const active = document.activeElement;
  for (const [button, hidden, other] of [
    [keep, !!whole, remove],
    [remove, !kept, keep],
  ] as const) {
    if (!button || !other || button.hidden === hidden) continue;
    button.hidden = hidden;
    if (hidden && active === button) {
      other.hidden = false;
      other.focus();
    }
  }
  return !!kept;
}

/** The page read before this one in this tab, unless the reader has removed the guide. @throws where storage is blocked */
function pageBefore(): string | undefined {
  const first = sessionStorage.getItem('first-page') ?? location.pathname;
  sessionStorage.setItem('first-page', first);
  return first === location.pathname || localStorage.getItem('offline') ? undefined : first;
}

async function begin(): Promise<void> {
  navigator.serviceWorker.controller?.postMessage({ type: 'here', paths: [] });
  const before = pageBefore();
  if ((await draw()) || !before) return;
  await (await load()).keepRead([before, location.pathname]);
  await draw();
}

if (import.meta.env.PROD && part && 'serviceWorker' in navigator) {
  part.hidden = false;
  part.addEventListener('click', ({ target }) => {
    if (!(target instanceof HTMLButtonElement)) return;
    void load()
      .then(({ obey }) => obey(part, target === keep, draw))
      .catch(
        () =>
          ((part.lastElementChild as HTMLOutputElement).value =
            'This needs a connection: try again when there is one.'),
      );
  });
  // After all the page needs: keeping it is never in the way of reading it.
  addEventListener('load', () => void begin().catch(() => undefined));
}
