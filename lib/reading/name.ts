import { text } from './readers.ts';

/** How people call a rule or an occurrence. */
export const name = text('write a name, such as Stock-taking');
