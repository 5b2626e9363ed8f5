// Everything that reads the sources without running them, at once. R-04
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { generateClient } from './generate-client.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
generateClient();

const rooms = ['language', 'messages', 'workflows', 'activities', 'platform', 'simulation', 'apps', 'test'];
const tools = [
  ['format and lint', 'node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings'],
  ['types', 'node_modules/tsc7/bin/tsc', '-p', 'tsconfig.json', '--noEmit'],
  ['dependency rules', 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs', ...rooms],
  ['dead code', 'node_modules/knip/bin/knip.js', '--no-progress'],
];

const results = await Promise.all(tools.map(([name, ...args]) => run(name, args)));
for (const { name, passed, seconds, output } of results) {
  console.log(`${passed ? 'passed' : 'FAILED'}  ${name} (${seconds} s)`);
  if (!passed) console.log(output.trim());
}
process.exitCode = results.every(({ passed }) => passed) ? 0 : 1;

function run(name, args) {
  const began = Date.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  return new Promise((resolve) => {
    child.once('close', (code) => {
      resolve({ name, passed: code === 0, seconds: ((Date.now() - began) / 1000).toFixed(1), output });
    });
  });
}
