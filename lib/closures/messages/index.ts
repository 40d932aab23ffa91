/** The texts that consumers read while a business is closed. Pure: no I/O, no clock, no host zone. */
export { closureName, nameIn, namesake } from './closure-name.ts';
export { chooseLanguage, languageOfText, matchLanguage } from './language.ts';
export { ANY_MOMENT, type Opening, offlineText, type TextResult } from './offline-text.ts';
export { findPlaceholders } from './render.ts';
export { CONSUMER_VARIABLES, VARIABLES } from './variables.ts';
