/** Upper case only: behind `env:` a key in lower case would otherwise pass for a name, and be printed. */
export const ENVIRONMENT_NAME = /^[A-Z_][A-Z0-9_]{0,127}$/;
