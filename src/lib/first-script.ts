/**
 * Leaves what is far down the page out of the first frame on a phone (src/styles/prose.css): on a slow processor it comes a
 * tenth sooner. Until src/islands/rest-of-page.ts has laid out the rest, a block has a guessed height; so a page that may
 * begin in its middle is laid out whole (after a link to a section or to words, going back, a reload), and so is one whose
 * reader scrolls, clicks or presses a key before. The `name` of a visit has the words of #:~:text= as well, the address
 * has not.
 */
const FIRST_FRAME =
  ";t=performance.getEntriesByType('navigation')[0]||0;/^n[^#]*$/.test(t.type+t.name)&&" +
  "(e.className+=' first',onclick=onkeydown=onscroll=function(){e.classList.remove('first')})";

/**
 * Where the animation between two pages (styles/global.css) comes to nothing, as on a busy machine the next page may stand
 * before it begins, or in a window out of sight, browsers report a promise that was broken, to pages that asked for none.
 * The page is there all the same. Chromium says “Transition was aborted …” or “… was skipped …”, WebKit “View transition
 * was skipped because …” or “Skipping view transition because …”; every other report is left as it is.
 */
const QUIET_TRANSITION = ';onunhandledrejection=function(x){return!/ransition (was|because)/.test(x.reason)}';

/**
 * Runs before the first paint; inlined in the head, its hash in the policy. A chosen theme never flashes. The guide's own
 * letters are asked for at once, and browsers hold the first paint for them a tenth of a second at most; on a slow line, or
 * where the reader saves data, the page stays with those at hand. Either way its letters never change while it is read.
 * @param font address of the font file
 */
export const makeFirstScript = (font: string): string =>
  "var d=document,e=d.documentElement,c=navigator.connection;e.className='js';" +
  "try{var t=localStorage.theme;if(t=='light'||t=='dark')e.dataset.theme=t}catch(x){}" +
  // Not every browser that has `connection` tells its speed.
  "c&&(c.saveData||/[23]g/.test(c.effectiveType))?e.className+=' slow':" +
  `d.head.append(Object.assign(d.createElement('link'),{rel:'preload',as:'font',crossOrigin:'',href:'${font}'}))${FIRST_FRAME}${QUIET_TRANSITION}`;
