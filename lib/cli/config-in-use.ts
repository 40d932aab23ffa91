import { existsSync } from 'node:fs';
import type { Config } from '../config/model.ts';
import type { Store } from '../store/store.ts';

/**
 * The configuration for commands that only need an account: that of the file, or, where there is none (in production,
 * say), the applied one. @throws ConfigError where there is neither
 */
export async function configInUse(configPath: string, store: Store): Promise<Config> {
  const { deserializeConfig, loadConfig } = await import('../config/index.ts');
  if (!existsSync(configPath)) {
    const applied = await store.readApplied();
    if (applied) return deserializeConfig(applied.config);
  }
  return (await loadConfig(configPath)).config;
}
