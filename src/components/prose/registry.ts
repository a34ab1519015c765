import Cite from './Cite.astro';
import H2 from './H2.astro';
import H3 from './H3.astro';
import Link from './Link.astro';
import Term from './Term.astro';

/** Everything an MDX file may use; the role blocks are added by the role page. An unknown name stops the build. */
export const prose = { h2: H2, h3: H3, a: Link, T: Term, Cite };
