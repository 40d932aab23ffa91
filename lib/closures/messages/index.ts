/** The texts that consumers read while a business is closed. Pure: no I/O, no clock, no host zone. */
export { BUILTIN_CLOSED, builtinClosed } from './builtin-closed.ts';
export { closureName, nameIn, namesake } from './closure-name.ts';
export { reopensValues } from './instants.ts';
export { chooseLanguage, matchLanguage } from './language.ts';
export { offlineText } from './offline-text.ts';
export { findPlaceholders, renderText } from './render.ts';
export { CONSUMER_VARIABLES, VARIABLES } from './variables.ts';
