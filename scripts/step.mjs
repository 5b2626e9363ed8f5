import { spawnSync } from 'node:child_process';

/** Runs a Node program to its end, saying what it is for; when it fails, its output is shown and ours ends too. */
export function step(what, args) {
  console.log(what);
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status === 0) return;
  process.stderr.write(`${stdout}${stderr}${what} failed\n`);
  process.exit(1);
}
