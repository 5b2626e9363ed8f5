import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

import type { Launch } from '../../platform/child-process.ts';
import { launch } from './launch.ts';

/**
 * A launch whose first `takings` servers find the port behind the argument `flag` in use by then. `expendable` tells of each that
 * ended whether its end was nobody else's affair; `free` gives the ports back.
 */
export function takenPorts(flag: string, takings: number) {
  const taken: Server[] = [];
  const expendable: (boolean | undefined)[] = [];
  const launchLate: Launch = async (options) => {
    const port = Number(options.args[options.args.indexOf(flag) + 1]);
    if (taken.length < takings) {
      const server = createServer((socket) => socket.destroy()).listen(port, '127.0.0.1');
      await once(server, 'listening');
      taken.push(server);
    }
    const child = await launch(options);
    void child.exited.then(() => expendable.push(options.isExpendable?.()));
    return child;
  };
  const free = () => {
    for (const server of taken) server.close();
  };
  return { launch: launchLate, taken, expendable, free };
}
