import { fileURLToPath } from 'node:url';

/** What `npm start` plays. */
export const DEMO_CONFIG = fileURLToPath(new URL('../../examples/demo/closures.yml', import.meta.url));
