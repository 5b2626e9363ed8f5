import type { Reporter, TestModule } from 'vitest/node';

/**
 * Prints `N passed, N failed, N skipped` as the very last line, when the process exits. What failed outside a test
 * (a file that cannot be loaded, a setup, an error nobody caught) counts as a failure too. R-03
 */
export class SummaryReporter implements Reporter {
  // Nothing ran to its end yet: a run that breaks off before is a failure.
  #counts = { passed: 0, failed: 1, skipped: 0 };

  onInit(): void {
    process.once('exit', () => process.stdout.write(`${this.#line()}\n`));
  }

  onTestRunEnd(modules: ReadonlyArray<TestModule>, unhandled: ReadonlyArray<unknown>): void {
    this.#counts = { passed: 0, failed: unhandled.length, skipped: 0 };
    for (const module of modules) this.#count(module);
  }

  #count(module: TestModule): void {
    const failedBefore = this.#counts.failed;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === 'pending') this.#counts.failed += 1;
      else this.#counts[state] += 1;
    }
    const failedItself = module.state() === 'failed' && this.#counts.failed === failedBefore;
    if (failedItself) this.#counts.failed += 1;
  }

  #line(): string {
    const { passed, failed, skipped } = this.#counts;
    return `${passed} passed, ${failed} failed, ${skipped} skipped`;
  }
}
