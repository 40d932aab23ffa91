import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** Who holds a lease, such that anyone on the same host can tell whether it still lives. */
export interface Holder {
  /** Within one host, pids mean the same thing. */
  host: string;
  pid: number;
  /** Tells apart two processes that were given the same pid one after the other; `''` where it cannot be told. */
  started: string;
}

/** This process. */
export function currentHolder(): Holder {
  return { host: currentHost(), pid: process.pid, started: processOf(process.pid)?.started ?? '' };
}

/**
 * False only where the process has certainly ended. Of one on another host (or in another container, whose pids are
 * its own) nothing is known: it counts as alive, and its lease ends by expiring.
 */
export function isAlive(holder: Holder): boolean {
  if (holder.host !== currentHost()) return true;
  if (holder.started === '') return respondsToSignals(holder.pid);
  const found = processOf(holder.pid);
  return found !== null && !found.ended && found.started === holder.started;
}

/** The host's name and, on Linux, the namespace that its pids belong to. */
function currentHost(): string {
  try {
    return `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return hostname();
  }
}

/**
 * A process as Linux describes it (proc_pid_stat(5)), or null where there is none. Its start counts in clock ticks
 * since boot: together with the boot's id it never comes again.
 */
function processOf(pid: number): { started: string; ended: boolean } | null {
  try {
    // The name, in parentheses, may hold anything; the fields after the last one are counted from the state (3rd).
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    // Z and X: killed, but its parent has not asked for its exit code yet.
    return { started: `${boot}:${fields[19]}`, ended: fields[0] === 'Z' || fields[0] === 'X' };
  } catch {
    return null;
  }
}

function respondsToSignals(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, as another user's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
