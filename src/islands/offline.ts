import { later } from './later';

/** Reading without a connection. Nothing is kept before a second page has been opened or the reader has asked. */
const part = document.querySelector<HTMLElement>('[data-offline]');
const base = document.documentElement.dataset['base'] ?? '/';
const keep = makeButton('Keep this guide on this device');
const remove = makeButton('Remove from this device');
remove.hidden = true;
const report = document.createElement('output');
const load = () => import('../offline/device');

function makeButton(name: string): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button';
  button.textContent = name;
  return button;
}

/** Fills the place at the foot of the page. */
function fill(place: HTMLElement): void {
  const how = document.createElement('a');
  how.href = `${base}offline/`;
  how.textContent = 'how it works';
  const name = document.createElement('p');
  name.className = 'label';
  name.append('Without a connection (', how, ')');
  place.append(name, keep, remove, report);
  place.hidden = false;
}

/** Shows what can be done: keep, unless everything is kept; remove, if anything is. The focus is never lost. */
async function draw(): Promise<boolean> {
  const kept = await navigator.serviceWorker.getRegistration(base);
  const whole = kept && (await caches.match(`${base}sw.js?whole`));
  const active = document.activeElement;
  for (const [button, hidden, other] of [
    [keep, !!whole, remove],
    [remove, !kept, keep],
  ] as const) {
    if (button.hidden === hidden) continue;
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
  later(() => {
    fill(part);
  });
  part.addEventListener('click', ({ target }) => {
    if (!(target instanceof HTMLButtonElement)) return;
    void load()
      .then(({ obey }) => obey(part, target === keep, draw))
      .catch(() => (report.value = 'This needs a connection: try again when there is one.'));
  });
  // After all the page needs: keeping it is never in the way of reading it.
  addEventListener('load', () => void begin().catch(() => undefined));
}
