import Chain from '../diagrams/Chain.astro';
import FiveTraits from '../diagrams/FiveTraits.astro';
import FourSteps from '../diagrams/FourSteps.astro';
import Funnel from '../diagrams/Funnel.astro';
import LifeCycleCurve from '../diagrams/LifeCycleCurve.astro';
import Loop from '../diagrams/Loop.astro';
import TrafficTree from '../diagrams/TrafficTree.astro';
import AllProjects from './AllProjects.astro';
import AllQuestions from './AllQuestions.astro';
import LadderTable from './LadderTable.astro';
import MatchTable from './MatchTable.astro';
import SourceTable from './SourceTable.astro';

/** Blocks that articles may use, by the names their MDX uses: lists from the roles and sources, and the diagrams. */
export const articleBlocks = {
  AllProjects,
  AllQuestions,
  Chain,
  FiveTraits,
  FourSteps,
  Funnel,
  LadderTable,
  LifeCycleCurve,
  Loop,
  MatchTable,
  SourceTable,
  TrafficTree,
};
