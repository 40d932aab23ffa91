import { vi } from 'vitest';

/** Has every client of AWS ask this server instead, until `vi.unstubAllEnvs`. */
export function awsAt(port: number): void {
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${port}`);
  vi.stubEnv('AWS_REGION', 'eu-west-3');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'nobody');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'nothing');
}
