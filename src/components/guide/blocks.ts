import FiveTraits from '../diagrams/FiveTraits.astro';
import FourSteps from '../diagrams/FourSteps.astro';
import LifeCycleCurve from '../diagrams/LifeCycleCurve.astro';
import Ladder from './Ladder.astro';
import Mistakes from './Mistakes.astro';
import Neighbours from './Neighbours.astro';
import Numbers from './Numbers.astro';
import Projects from './Projects.astro';
import Questions from './Questions.astro';
import SkillTable from './SkillTable.astro';
import Week from './Week.astro';

/** The blocks of a role guide, by the names its MDX uses. All but the diagrams read the facts of the guide they stand in. */
export const roleBlocks = {
  FiveTraits,
  FourSteps,
  Ladder,
  LifeCycleCurve,
  Mistakes,
  Neighbours,
  Numbers,
  Projects,
  Questions,
  SkillTable,
  Week,
};
