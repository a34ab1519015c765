import Ladder from './Ladder.astro';
import Mistakes from './Mistakes.astro';
import Neighbours from './Neighbours.astro';
import Numbers from './Numbers.astro';
import Projects from './Projects.astro';
import Questions from './Questions.astro';
import SkillTable from './SkillTable.astro';
import Week from './Week.astro';

/** The blocks of a role guide, by the names its MDX uses. Each reads the facts of the guide it stands in. */
export const roleBlocks = { Ladder, Mistakes, Neighbours, Numbers, Projects, Questions, SkillTable, Week };
