import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { fromCache, intoCache } from './cache.ts';
import { findOnPath, fromSetting } from './executables.ts';
import { runLongCommand } from './long-command.ts';
import { downloadWithSdk } from './sdk-download.ts';
import type { Search } from './temporal-cli.ts';
import { firstWay } from './ways.ts';

const RELEASE = '1.38.0';
const cached = { folder: `temporal-test-server-${RELEASE}`, file: 'temporal-test-server' };
const advice =
  'Install Java 17 or newer and Maven (https://maven.apache.org), or set ANGARIUM_TEMPORAL_TEST_SERVER to the path ' +
  'of a temporal-test-server.';

/** The time-skipping server of the workflow tests. Throws an error that names every way tried. R-10 */
export function findTestServer(search: Search): Promise<string> {
  const { path, env } = search;
  const ways = [
    { name: 'ANGARIUM_TEMPORAL_TEST_SERVER', find: () => fromSetting('ANGARIUM_TEMPORAL_TEST_SERVER', path) },
    { name: 'cache', find: () => fromCache(cached, env) },
    { name: 'download', find: () => download(search) },
    { name: 'Maven', find: () => fetchWithMaven(search) },
  ];
  return firstWay("Temporal's time-skipping test server", ways, advice);
}

function download({ env, say }: Search): Promise<string> {
  say(`downloading Temporal's test server ${RELEASE}; once, then cached`);
  return intoCache(cached, env, (folder) => downloadWithSdk('time-skipping', `v${RELEASE}`, folder, cached.file));
}

async function fetchWithMaven(search: Search): Promise<string> {
  const { env, say, signal } = search;
  const command = await findOnPath('mvn', env);
  await findOnPath('java', env);
  const doing = "fetching Temporal's test server with Maven";
  say(`${doing}: about a minute; once, then cached`);
  return intoCache(cached, env, async (folder) => {
    await writeFile(join(folder, 'pom.xml'), project);
    await writeFile(join(folder, cached.file), launcher, { mode: 0o755 });
    const args = ['-q', '-B', '-f', join(folder, 'pom.xml'), 'dependency:copy-dependencies', '-DoutputDirectory=lib'];
    await runLongCommand({ command, args, env, doing, say, signal });
  });
}

const project = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>angarium</groupId>
  <artifactId>temporal-test-server</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>io.temporal</groupId>
      <artifactId>temporal-test-server</artifactId>
      <version>${RELEASE}</version>
    </dependency>
  </dependencies>
</project>
`;

const launcher = `#!/bin/sh
exec java -cp "$(dirname "$0")/lib/*" io.temporal.testserver.TestServer "$@"
`;
