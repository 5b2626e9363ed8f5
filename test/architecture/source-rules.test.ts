import { describe, expect, it } from 'vitest';

import { type SourceFile, sourceFiles } from '../support/source-files.ts';

/** What no dependency rule can see. */
const rules = {
  /** The entries of the processes read the environment, and the loader of the settings says what of it there is. */
  'process.env': {
    pattern: /\bprocess\s*(\.|\[['"])env\b|\benv\b[^;\n]*=\s*process\b|from '(node:)?process'/,
    allowed: /^(apps\/[^/]+\/main\.ts|apps\/local\/migrate\.ts|platform\/config\/)/,
  },
  /** A reader must find where a name comes from. */
  'export *': { pattern: /^\s*export\s*\*/m, allowed: /^$/ },
  /** What is not finished is said in an issue. */
  'skipped or unchecked': { pattern: /@ts-(ignore|nocheck|expect-error)|\bTODO\b|\bFIXME\b/, allowed: /^$/ },
};
type Rule = keyof typeof rules;

function offenders(rule: Rule, files: readonly SourceFile[]): string[] {
  const { pattern, allowed } = rules[rule];
  return files.filter(({ file, text }) => pattern.test(text) && !allowed.test(file)).map(({ file }) => file);
}

describe('source rules', () => {
  const files = sourceFiles();

  it('R-04 source rules: there is something to look at', () => {
    expect(files.length).toBeGreaterThan(150);
  });

  it('R-02 source rules: process.env is read by the entries of the processes and the loader of the settings only', () => {
    expect(offenders('process.env', files)).toEqual([]);
  });

  it.each<Rule>(['export *', 'skipped or unchecked'])('R-04 source rules: %s stands nowhere', (rule) => {
    expect(offenders(rule, files)).toEqual([]);
  });

  it.each<[Rule, string, string]>([
    ['process.env', 'platform/database/database.ts', 'const url = process.env.DATABASE_URL;'],
    ['process.env', 'apps/api/app.ts', "const port = process['env'].PORT;"],
    ['process.env', 'apps/api/http/server.ts', 'const { env } = process;'],
    ['process.env', 'activities/step/persist.ts', "import { env } from 'node:process';"],
    ['export *', 'language/actions/index.ts', "import './delay.ts';\nexport * from './send.ts';"],
    ['export *', 'messages/content.ts', "export * as routing from './routing.ts';"],
    ['skipped or unchecked', 'workflows/interpreter.ts', '// @ts-expect-error\nrun();'],
  ])('R-04 source rules: %s in %s is found', (rule, file, text) => {
    expect(offenders(rule, [{ file, text }])).toEqual([file]);
  });

  it.each(['apps/worker/main.ts', 'platform/config/settings.ts'])(
    'R-04 source rules: %s may read process.env',
    (file) => {
      expect(offenders('process.env', [{ file, text: 'load(process.env);' }])).toEqual([]);
    },
  );
});
