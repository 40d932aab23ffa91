/**
 * An `import` of `node:http` has Node start `fetch` too, for the sake of three names that `http` passes on from it: 40 ms of
 * the processor, at each cold start, also of what fetches nothing. A `require` of it does not.
 */
import type { Plugin } from 'esbuild';

const NAME = 'http-alone';

export const httpAlone: Plugin = {
  name: NAME,
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(node:)?http$/ }, ({ path, namespace }) =>
      namespace === NAME ? { path, external: true } : { path, namespace: NAME },
    );
    onLoad({ filter: /./, namespace: NAME }, ({ path }) => ({
      contents: `module.exports = require('${path}')`,
    }));
  },
};
