import AllProjects from './AllProjects.astro';
import AllQuestions from './AllQuestions.astro';
import LadderTable from './LadderTable.astro';
import MatchTable from './MatchTable.astro';
import SourceTable from './SourceTable.astro';

/** Blocks that articles may use, by the names their MDX uses. All of them read the roles and sources. */
export const articleBlocks = { AllProjects, AllQuestions, LadderTable, MatchTable, SourceTable };
