import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // The suite runs in a zone that no rule is written for: a test that leans on the host's zone fails here.
    env: { TZ: 'Asia/Kathmandu', LC_ALL: 'C' },
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
