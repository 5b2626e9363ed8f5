import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { options } from '../../apps/cli/options.ts';
import { USAGE } from '../../apps/cli/usage.ts';
import { WorldFile } from '../../apps/cli/world-file.ts';
import { isJsonObject, type Json, type JsonObject } from '../../language/json/json.ts';
import { Assumptions } from '../../simulation/assumptions/assumptions.ts';
import { AutomationSimulation } from '../../simulation/requests/automation-simulation.ts';
import { JourneySimulation } from '../../simulation/requests/journey-simulation.ts';
import { TimelineAnswer } from '../../simulation/timeline/timeline-answer.ts';
import { rules as warnings } from '../../simulation/warnings/index.ts';

const page = readFileSync('docs/reference/simulation.md', 'utf8');

/** What stands under a heading, up to the next one. */
function chapter(title: string): string {
  return page.split(/^## /m).find((text) => text.startsWith(`${title}\n`)) ?? '';
}

/** What the first cells of its tables name. */
function rowsOf(title: string): string[] {
  const cells = [...chapter(title).matchAll(/^\| (`.*?) \|/gm)].map(([, cell = '']) => cell);
  return cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name));
}

function examplesOf(title: string): Json[] {
  return [...chapter(title).matchAll(/```json\n(.*?)```/gs)].map(([, text = '']) => JSON.parse(text) as Json);
}

/** Every field by its path: `deliveries.*.after` where names are free, members of arrays without a place of their own. */
function fieldsOf(schema: z.ZodType): string[] {
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonObject;
  const definitions = (root.$defs ?? {}) as JsonObject;
  const within = (part: Json | undefined, path: string[], seen: readonly Json[]): string[] => {
    if (!isJsonObject(part) || seen.includes(part)) return [];
    const deeper = (next: Json | undefined, key?: string) =>
      within(next, key === undefined ? path : [...path, key], [...seen, part]);
    const { properties = {}, additionalProperties, items, anyOf = [], oneOf = [], allOf = [], $ref } = part;
    const own = Object.entries(properties as JsonObject).flatMap(([name, member]) => [
      [...path, name].join('.'),
      ...deeper(member, name),
    ]);
    const options = [anyOf, oneOf, allOf].flat() as Json[];
    const named = typeof $ref === 'string' ? definitions[$ref.replace('#/$defs/', '')] : undefined;
    return [
      ...own,
      ...deeper(additionalProperties, '*'),
      ...deeper(items),
      ...options.flatMap((option) => deeper(option)),
      ...deeper(named),
    ];
  };
  return [...new Set(within(root, [], []))].sort();
}

describe('simulation page', () => {
  it('R-04 simulation page: it names every field of both requests, and no other', () => {
    const fields = [...Object.keys(AutomationSimulation.shape), ...Object.keys(JourneySimulation.shape)];
    expect(
      rowsOf('Over REST')
        .filter((name) => !/^(published|draft|v\d)/.test(name))
        .sort(),
    ).toEqual([...new Set(fields)].sort());
  });

  it('R-04 simulation page: it names every field of an assumption, and no other; its example is one', () => {
    expect(rowsOf('What is assumed').sort()).toEqual(fieldsOf(Assumptions));
    const [example] = examplesOf('What is assumed');
    expect(Assumptions.safeParse(example).error).toBeUndefined();
    expect(Object.keys(example as object).sort()).toEqual(Object.keys(Assumptions.shape).sort());
  });

  it('R-04 simulation page: it names every field of the answer', () => {
    const rows = rowsOf('What is told');
    const isNamed = (field: string) => rows.some((row) => row === field || row.startsWith(`${field}.`));
    const fields = fieldsOf(TimelineAnswer).map((field) => field.replace(/^timeline\./, ''));
    expect(fields).toContain('messages.provider');
    expect(fields.filter((field) => !isNamed(field))).toEqual([]);
  });

  it('R-04 simulation page: it says of every kind of assumption that is needed when it is', () => {
    const source = readFileSync('simulation/timeline/timeline.ts', 'utf8');
    const [, written = ''] = /interface NeededAssumption \{\s+kind: (.*);/.exec(source) ?? [];
    const kinds = [...written.matchAll(/'(\w+)'/g)].map(([, kind]) => kind);
    expect(kinds).toContain('fetch');
    expect(rowsOf('What is asked for')).toEqual(expect.arrayContaining(kinds));
  });

  it.each([
    ['parity', 'PLANS', 'automations'],
    ['journey-parity', 'JOURNEYS', 'journeys'],
  ])('R-04 simulation page: it says how many the test of %s compares', (file, name, what) => {
    const source = readFileSync(`test/workflow/${file}.test.ts`, 'utf8');
    const [, compared = 'none'] = new RegExp(`^const ${name} = (\\d+);$`, 'm').exec(source) ?? [];
    expect(page).toContain(`${compared} random ${what}`);
  });

  it('R-04 simulation page: it has a row for every rule of the warnings, and for no other', () => {
    expect(rowsOf('Warnings').sort()).toEqual(Object.keys(warnings).sort());
  });

  it('R-04 simulation page: it and --help name every option, and no other', () => {
    const flags = Object.keys(options).map((name) => `--${name}`);
    const named = rowsOf('On the command line').filter((name) => name.startsWith('--'));
    expect(named.map((name) => name.split(' ')[0]).sort()).toEqual(flags.sort());
    expect([...new Set(USAGE.match(/--[a-z]+/g))].sort()).toEqual(flags.sort());
  });

  it('R-04 simulation page: --help names all that a world may have, in 80 columns', () => {
    const [, told = ''] = /--world FILE([^:]*:[^-]*)/.exec(USAGE) ?? [];
    const named = told.match(/[a-z]+/g) ?? [];
    const fields = Object.keys(WorldFile.shape).filter((field) => field !== 'default_brand');
    expect(named).toEqual(expect.arrayContaining(fields));
    expect(USAGE.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('R-04 simulation page: its world is one, with all that one may have', () => {
    const [example] = examplesOf('On the command line');
    expect(WorldFile.safeParse(example).error).toBeUndefined();
    expect(Object.keys(example as object).sort()).toEqual(Object.keys(WorldFile.shape).sort());
  });
});
