import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { runLongCommand } from '../../../../platform/temporal/acquisition/long-command.ts';
import { findTemporalCli } from '../../../../platform/temporal/acquisition/temporal-cli.ts';
import { findTestServer } from '../../../../platform/temporal/acquisition/test-server.ts';
import { newFolder, writeProgram } from '../../../support/programs.ts';

// The SDK's download needs the network, which a unit test has no business with.
vi.mock('../../../../platform/temporal/acquisition/sdk-download.ts', () => ({
  downloadWithSdk: async (...[, release, folder, file]: [string, string, string, string]) => {
    if (!sdkAnswers) throw new Error('no network');
    writeProgram(join(folder, file), `echo ${release}`);
  },
}));

const cliFolder = 'temporal-cli-1.5.1';
const serverFolder = 'temporal-test-server-1.38.0';
let sdkAnswers = false;
let home: string;
let said: string[];

/** Programs of the fake PATH write into the folder they are told, as Go and Maven do. */
const programs = {
  temporal: ['echo temporal version 1.5.1'],
  go: [
    'echo "$@" > "$HOME/go.log"',
    'printf "#!/bin/sh\\necho built\\n" > "$GOBIN/temporal"',
    '/bin/chmod +x "$GOBIN/temporal"',
  ],
  mvn: ['echo "$@" > "$HOME/mvn.log"'],
  java: ['exit 0'],
};

function search(path?: string) {
  return { path, env: { PATH: join(home, 'bin'), HOME: home }, say: (line: string) => said.push(line) };
}

function install(...names: (keyof typeof programs)[]): void {
  for (const name of names) writeProgram(join(home, 'bin', name), ...programs[name]);
}

function cached(folder: string, file: string): string {
  return join(home, '.cache/angarium', folder, file);
}

beforeEach(() => {
  home = newFolder();
  said = [];
  sdkAnswers = false;
});

afterEach(() => rmSync(home, { recursive: true }));

describe('R-10 the Temporal server', () => {
  it('R-10 temporal cli: the setting wins over PATH, PATH over the cache', async () => {
    const inCache = writeProgram(cached(cliFolder, 'temporal'), 'exit 0');
    expect(await findTemporalCli(search())).toBe(inCache);
    install('temporal');
    expect(await findTemporalCli(search())).toBe(join(home, 'bin/temporal'));
    const named = writeProgram(join(home, 'mine'), 'exit 0');
    expect(await findTemporalCli(search(named))).toBe(named);
  });

  it('R-10 temporal cli: a setting that names nothing is told, not passed over', async () => {
    install('temporal');
    await expect(findTemporalCli(search(join(home, 'gone')))).rejects.toThrow(
      /^ANGARIUM_TEMPORAL_CLI: .*gone is not a file that can be run$/,
    );
  });

  it('R-10 temporal cli: a program of that name on PATH that tells no version is not it', async () => {
    writeProgram(join(home, 'bin/temporal'), 'exit 1');
    const inCache = writeProgram(cached(cliFolder, 'temporal'), 'exit 0');
    expect(await findTemporalCli(search())).toBe(inCache);
  });

  it('R-10 temporal cli: XDG_CACHE_HOME moves the cache', async () => {
    const inCache = writeProgram(join(home, 'elsewhere/angarium', cliFolder, 'temporal'), 'exit 0');
    const { env, ...rest } = search();
    expect(await findTemporalCli({ ...rest, env: { ...env, XDG_CACHE_HOME: join(home, 'elsewhere') } })).toBe(inCache);
  });

  it('R-10 temporal cli: a download is cached, and comes before Go', async () => {
    sdkAnswers = true;
    install('go');
    expect(await findTemporalCli(search())).toBe(cached(cliFolder, 'temporal'));
    expect(readFileSync(cached(cliFolder, 'temporal'), 'utf8')).toContain('v1.5.1');
    expect(readdirSync(home)).not.toContain('go.log');
  });

  it('R-10 temporal cli: Go builds the pinned release once, saying so', async () => {
    install('go');
    expect(await findTemporalCli(search())).toBe(cached(cliFolder, 'temporal'));
    expect(readFileSync(join(home, 'go.log'), 'utf8')).toBe('install github.com/temporalio/cli/cmd/temporal@v1.5.1\n');
    expect(said.at(-1)).toMatch(/^building the Temporal server with Go/);
    rmSync(join(home, 'bin'), { recursive: true });
    expect(await findTemporalCli(search())).toBe(cached(cliFolder, 'temporal'));
    expect(readdirSync(join(home, '.cache/angarium'))).toEqual([cliFolder]);
  });

  it('R-10 temporal cli: builds at once leave one whole program', async () => {
    install('go');
    const found = await Promise.all([1, 2, 3].map(() => findTemporalCli(search())));
    expect(new Set(found)).toEqual(new Set([cached(cliFolder, 'temporal')]));
    expect(readdirSync(join(home, '.cache/angarium'))).toEqual([cliFolder]);
  });

  it('R-10 temporal cli: a build that fails leaves nothing behind and tells its last line', async () => {
    writeProgram(join(home, 'bin/go'), 'echo half > "$GOBIN/temporal"', 'echo "no such module" >&2', 'exit 3');
    await expect(findTemporalCli(search())).rejects.toThrow(/Go: .*go ended with exit code 3: no such module/);
    expect(readdirSync(join(home, '.cache/angarium'))).toEqual([]);
  });

  it('R-10 temporal cli: when nothing works, the error names every way, why it failed, and what helps', async () => {
    const error = await findTemporalCli(search()).catch((error: Error) => error.message);
    expect(error).toMatch(/ANGARIUM_TEMPORAL_CLI: not set/);
    expect(error).toMatch(/PATH: no temporal on PATH/);
    expect(error).toMatch(/cache: nothing at .*temporal-cli-1.5.1/);
    expect(error).toMatch(/download: no network/);
    expect(error).toMatch(/Go: no go on PATH/);
    expect(error).toMatch(/Install Go .*TEMPORAL_ADDRESS/);
  });
});

describe('R-10 the test server', () => {
  it('R-10 test server: the setting wins over the cache', async () => {
    const inCache = writeProgram(cached(serverFolder, 'temporal-test-server'), 'exit 0');
    expect(await findTestServer(search())).toBe(inCache);
    const named = writeProgram(join(home, 'mine'), 'exit 0');
    expect(await findTestServer(search(named))).toBe(named);
  });

  it('R-10 test server: Maven fetches the pinned release, and Java runs it', async () => {
    install('mvn', 'java');
    const path = await findTestServer(search());
    expect(path).toBe(cached(serverFolder, 'temporal-test-server'));
    expect(readFileSync(path, 'utf8')).toContain('io.temporal.testserver.TestServer');
    expect(readFileSync(join(home, 'mvn.log'), 'utf8')).toContain('dependency:copy-dependencies');
    expect(readFileSync(cached(serverFolder, 'pom.xml'), 'utf8')).toContain('<version>1.38.0</version>');
  });

  it('R-10 test server: when nothing works, the error names every way, why it failed, and what helps', async () => {
    install('mvn');
    const error = await findTestServer(search()).catch((error: Error) => error.message);
    expect(error).toMatch(/ANGARIUM_TEMPORAL_TEST_SERVER: not set/);
    expect(error).toMatch(/cache: nothing at/);
    expect(error).toMatch(/download: no network/);
    expect(error).toMatch(/Maven: no java on PATH/);
    expect(error).toMatch(/Install Java .* Maven/);
  });
});

it('R-10 progress: a long build says every 15 s how long it has run', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] });
  const gate = join(home, 'gate');
  const command = writeProgram(join(home, 'slow'), `while [ ! -e ${gate} ]; do /bin/sleep 0.02; done`);
  const running = runLongCommand({ command, args: [], env: {}, doing: 'building', say: (line) => said.push(line) });
  vi.advanceTimersByTime(45_000);
  writeFileSync(gate, '');
  await running;
  vi.useRealTimers();
  expect(said).toEqual([15, 30, 45].map((seconds) => `building, ${seconds} s so far; once, then cached`));
});

it('R-10 progress: an interrupted build ends', async () => {
  const command = writeProgram(join(home, 'endless'), 'exec /bin/sleep 600');
  const interrupted = new AbortController();
  const running = runLongCommand({ command, args: [], env: {}, doing: 'b', say: () => {}, signal: interrupted.signal });
  interrupted.abort();
  await expect(running).rejects.toThrow(/abort/);
});
