import { load } from 'js-yaml';
import source from '../../content/diagrams.yaml?raw';
import { checkDiagrams } from '../schemas/diagrams';

/** The file, for messages. */
export const DIAGRAMS_FILE = 'content/diagrams.yaml';

/** What the diagrams say, checked as soon as anything asks for it. */
export const diagrams = checkDiagrams(load(source), DIAGRAMS_FILE);
