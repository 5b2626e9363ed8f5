/** One way to come by a program. */
export interface Way {
  name: string;
  /** The program's path. Throws why there is none; then the next way is tried. */
  find(): Promise<string>;
}

/**
 * The first way that works. Throws one error that names every way, why each failed, and the advice. R-10
 *
 * @param what the program, as the error names it
 * @param advice what a user can install or set
 */
export async function firstWay(what: string, ways: Way[], advice: string): Promise<string> {
  const failures: string[] = [];
  for (const { name, find } of ways) {
    try {
      return await find();
    } catch (error) {
      if (error instanceof WrongSetting) throw error;
      failures.push(`  ${name}: ${(error as Error).message}`);
    }
  }
  throw new Error([`${what} could not be found or made. Tried, in this order:`, ...failures, advice].join('\n'));
}

/** A path the user gave is wrong: nothing else is tried, so that another program never silently takes its place. */
export class WrongSetting extends Error {
  override readonly name = 'WrongSetting';
}
