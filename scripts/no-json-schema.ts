/**
 * Each schema of zod can say itself as JSON Schema, so that whoever bundles zod bundles all of how that is done: 5 KB of each
 * zip, read at each cold start. Not for functions that are asked for their schemas.
 */
import type { Plugin } from 'esbuild';

const NAME = 'no-json-schema';

export const noJsonSchema: Plugin = {
  name: NAME,
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\/(to-json-schema|json-schema-processors)\.js$/ }, ({ importer }) =>
      importer.endsWith('/zod/v4/classic/schemas.js') ? { path: NAME, namespace: NAME } : null,
    );
    onLoad({ filter: /./, namespace: NAME }, () => ({
      contents:
        'exports.createToJSONSchemaMethod = exports.createStandardJSONSchemaMethod = () => undefined;',
    }));
  },
};
