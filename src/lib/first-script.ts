/** Set before the first paint, so that a chosen theme never flashes. Inlined in the head; its hash is in the policy. */
export const THEME_SCRIPT =
  "var d=document.documentElement;d.className='js';try{var t=localStorage.theme;if(t=='light'||t=='dark')d.dataset.theme=t}catch(e){}";
