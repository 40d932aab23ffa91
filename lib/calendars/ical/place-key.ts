export { everywhere as placeKeyOf } from '../everywhere.ts';
