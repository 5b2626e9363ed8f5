import { randomUUID } from 'node:crypto';

import type { Child } from '../../platform/child-process.ts';
import { composeServices, fillIn } from './compose.ts';
import { launch } from './launch.ts';

/** A service of docker-compose.yml that is an image of ours. */
export type OwnService = 'migrate' | 'api' | 'worker';

/** Where the containers would be, on this machine. */
export interface NativePlaces {
  /** Of `.env`. */
  secrets: Readonly<Record<string, string>>;
  /** Instead of those that the compose file names. */
  environment: Readonly<Record<string, string>>;
  /** Ports of the containers, and which they are here. */
  ports: Readonly<Record<string, number>>;
}

/** Runs what the containers of ours run, with their commands and environments, and without the containers. */
export class NativeCompose {
  readonly lines: string[] = [];

  constructor(readonly places: NativePlaces) {}

  /** Starts a service; what it says is kept in `lines`. */
  start(name: OwnService): Promise<Child> {
    const { command = [], environment = {} } = composeServices()[name] ?? {};
    const { secrets, environment: places } = this.places;
    const given = Object.entries(environment).map(([key, value]) => [key, fillIn(String(value), secrets)]);
    const env = {
      ...Object.fromEntries(given),
      ...places,
      PATH: process.env.PATH,
      HOME: `/nonexistent/${randomUUID()}`,
    };
    return this.#run(command, env);
  }

  /** Asks once what its container would ask. */
  async isHealthy(name: OwnService): Promise<boolean> {
    const [, ...test] = composeServices()[name]?.healthcheck?.test ?? [];
    const ports = Object.entries(this.places.ports);
    const here = test.map((word) => ports.reduce((text, [from, to]) => text.replace(`:${from}/`, `:${to}/`), word));
    return (await (await this.#run(here, {})).exited) === 'exit code 0';
  }

  #run([program = '', ...args]: string[], env: Record<string, string | undefined>): Promise<Child> {
    const command = program === 'node' ? process.execPath : program;
    return launch({ command, args, env, onLine: (line) => this.lines.push(line) });
  }
}
