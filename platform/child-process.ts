import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ChildOptions {
  command: string;
  args: string[];
  /** The whole environment of the child; ours when absent. */
  env?: Record<string, string | undefined>;
  /** Another user to run as; needs root. */
  user?: { uid: number; gid: number };
  /** Called in the tick of the start, so that a crash of ours right after finds the child recorded. */
  onStarted?: (pid: number) => void;
  onLine?: (line: string) => void;
  /** True as long as its end is for the one who started it to deal with, and nothing to stop everything else for. */
  isExpendable?: () => boolean;
}

/** Starts a child, `startChild` or something that also keeps an eye on it. */
export type Launch = (options: ChildOptions) => Promise<Child>;

/** A running program of ours. */
export interface Child {
  pid: number;
  /** How it ended, in words: `exit code 1`, `signal SIGKILL`. */
  exited: Promise<string>;
  /** Sends the signal, waits, and kills what is still there after `withinMs`. */
  stop(signal: NodeJS.Signals, withinMs: number): Promise<unknown>;
}

/**
 * Starts a program in a process group of its own: the Ctrl-C of a terminal reaches us alone, and we stop our
 * children in order. Throws when the program cannot be started.
 */
export async function startChild(options: ChildOptions): Promise<Child> {
  const { command, args, env, user, onStarted, onLine } = options;
  const child = spawn(command, args, { detached: true, stdio: ['ignore', 'pipe', 'pipe'], env, ...user });
  const exited = new Promise<string>((resolve) => {
    child.once('close', (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`));
  });
  if (child.pid) onStarted?.(child.pid);
  for (const input of [child.stdout, child.stderr]) {
    createInterface({ input }).on('line', (line) => onLine?.(line));
  }
  await once(child, 'spawn');
  const pid = child.pid as number;
  // Asked of a child that has ended, a signal would reach whoever has its id now.
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  return { pid, exited, stop: async (signal, withinMs) => hasEnded() || stop(pid, exited, signal, withinMs) };
}

async function stop(pid: number, exited: Promise<string>, signal: NodeJS.Signals, withinMs: number): Promise<void> {
  if (!send(pid, signal)) return;
  const patience = new AbortController();
  const late = sleep(withinMs, 'late', { signal: patience.signal }).catch(() => 'in time');
  if ((await Promise.race([exited, late])) === 'late') send(-pid, 'SIGKILL');
  patience.abort();
  await exited;
}

/** False when there is no such process (any more). */
function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
