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
  `d.head.append(Object.assign(d.createElement('link'),{rel:'preload',as:'font',crossOrigin:'',href:'${font}'}))`;
