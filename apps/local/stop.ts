/** What a stop ends. */
export interface Stoppable {
  /** In order, in good time. */
  stop(): Promise<void>;
  /** At once. */
  kill(): Promise<void>;
}

/** npm passes on a Ctrl-C that the terminal has sent us already: the second of such a pair is no second wish. */
const SAME_WISH_MS = 1_000;

/**
 * The one way this process ends: the returned `end(code, line)` says the line, interrupts a start under way, stops
 * everything in order and exits; a signal asks for it with code 0; another signal, a second or more later, kills
 * what is left. Only the first end counts. R-01
 */
export function endOnSignals(
  stoppable: Stoppable,
  interrupted: AbortController,
  say: (line: string) => void,
  exit: (code: number) => void,
): (code: number, line: string) => void {
  let began: number | undefined;
  const end = (code: number, line: string) => {
    if (began !== undefined) return;
    began = Date.now();
    say(line);
    interrupted.abort();
    stoppable.stop().then(
      () => exit(code),
      (error) => fail(error),
    );
  };
  const fail = (error: Error) => {
    say(`stopping failed: ${error.message}`);
    exit(1);
  };
  const onSignal = (signal: NodeJS.Signals) => {
    if (began === undefined) return end(0, `${signal}: stopping; once more kills`);
    if (Date.now() - began < SAME_WISH_MS) return;
    say('killing everything');
    stoppable.kill().then(() => exit(1), fail);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  return end;
}
