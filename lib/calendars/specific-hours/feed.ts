export { none as feed } from '../no-feed.ts';
