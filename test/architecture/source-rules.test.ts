import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { type SourceFile, sourceFiles, testFiles } from '../support/source-files.ts';

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
  /** In characters of its text: the formatter keeps code to 120, and comments as they are. */
  'a comment of more than 128': { pattern: /^ *(\/\*\*|\*|\/\/) (?:(?! \*\/$).){129}/m, allowed: /^$/ },
  /** A page is named by its file, since its chapters have no numbers. */
  'a numbered chapter': { pattern: /\b(architecture|reliability) §?\d/, allowed: /^$/ },
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

  it.each<Rule>(['export *', 'skipped or unchecked', 'a comment of more than 128', 'a numbered chapter'])(
    'R-04 source rules: %s stands nowhere',
    (rule) => {
      expect(offenders(rule, files)).toEqual([]);
    },
  );

  it.each<[Rule, string, string]>([
    ['process.env', 'platform/database/database.ts', 'const url = process.env.DATABASE_URL;'],
    ['process.env', 'apps/api/app.ts', "const port = process['env'].PORT;"],
    ['process.env', 'apps/api/http/server.ts', 'const { env } = process;'],
    ['process.env', 'activities/ports/persist.ts', "import { env } from 'node:process';"],
    ['export *', 'language/actions/index.ts', "import './delay.ts';\nexport * from './send.ts';"],
    ['export *', 'messages/content.ts', "export * as routing from './routing.ts';"],
    ['skipped or unchecked', 'workflows/interpreter.ts', '// @ts-expect-error\nrun();'],
    ['a comment of more than 128', 'language/plan.ts', `  /** ${'x'.repeat(129)} */`],
    ['a comment of more than 128', 'language/plan.ts', `// ${'x '.repeat(65)}`],
    ['a numbered chapter', 'activities/deliver/verdict.ts', '/** Judges answers (reliability 4). */'],
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

describe('what points elsewhere', () => {
  const pages = readdirSync('docs', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md'));
  const written = [...pages.map((file) => `docs/${file}`), 'README.md', 'CONTRIBUTING.md'];
  const texts = [...sourceFiles(), ...written.map((file) => ({ file, text: readFileSync(file, 'utf8') }))];
  const decisions = readdirSync('docs/adr').map((file) => file.slice(0, 4));

  it('R-04 decisions: each that is named is there', () => {
    const named = texts.flatMap(({ file, text }) =>
      [...text.matchAll(/\badr\/(\d{4})/g)].map(([, name]) => ({ file, name })),
    );
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter(({ name = '' }) => !decisions.includes(name))).toEqual([]);
  });

  it('R-04 decisions: their numbers are all there, once each', () => {
    expect(decisions.sort()).toEqual(decisions.map((_, index) => String(index + 1).padStart(4, '0')));
  });

  it('R-04 rules: every family of ids that is cited has a line on their page', () => {
    const page = readFileSync('docs/rules.md', 'utf8');
    const explained = new Set(Array.from(page.matchAll(/^\| `(.*?)` \|/gm), ([, family]) => family));
    const cited = [...sourceFiles(), ...testFiles()].flatMap(
      ({ text }) => text.match(/\b[A-Z]{1,2}-(?=\d\d\b)|§\d+(\.\d+)?/g) ?? [],
    );
    expect([...new Set(cited)].filter((family) => !explained.has(family))).toEqual([]);
  });

  it('R-04 unit tests: each is named after what it tests, a file or a folder', () => {
    const tests = readdirSync('test/unit', { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.test.ts'),
    );
    const tested = tests.map((file) => file.slice(0, -'.test.ts'.length));
    const isThere = (path: string) => [`${path}.ts`, path, `test/${path}.ts`].some((place) => existsSync(place));
    expect(tested.filter((path) => !isThere(path))).toEqual([]);
  });
});
