import { isoSecondOf } from '../../clock.ts';
import type { Check } from '../doctor/check.ts';
import type { ProbeReport } from '../probe/probe.ts';
import type { ExitCode } from './failure.ts';

/** What was looked at, for programs; `probe` only where one was made. Instants in ISO 8601. */
export function doctorDocument(checks: readonly Check[], probe: ProbeReport | null) {
  return {
    healthy: checks.every(({ result }) => result !== 'failed'),
    checks: checks.map(({ code: _code, ...check }) => check),
    ...(probe ? { probe: { ...probe, at: isoSecondOf(probe.at) } } : {}),
  };
}

/**
 * 3 where every key was refused, 2 where the configuration is wrong, 1 where anything else fails.
 * @param organizations how many were asked for
 */
export function exitOfDoctor(checks: readonly Check[], organizations: number): ExitCode {
  const failed = checks.filter(({ result }) => result === 'failed');
  if (failed.length === 0) return 0;
  if (organizations > 0 && checks.filter(isKeyRefused).length === organizations) return 3;
  return failed.some(({ code }) => code === 'config') ? 2 : 1;
}

function isKeyRefused({ check, code }: Check): boolean {
  return check === 'key' && code === 'key-refused';
}
