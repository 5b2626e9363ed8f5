import { join } from 'node:path';

import type { Accepted } from './accepted.ts';
import { check, type Verdict } from './checker/check.ts';
import { type Exchange, LOGS, type Mail, readEvidence } from './checker/evidence.ts';
import { Client } from './client.ts';
import { runErrands } from './clients.ts';
import { type Environment, environments } from './environments.ts';
import type { Errand } from './errand.ts';
import { type Fault, faultsOf, type Pace } from './faults.ts';
import { Journal } from './journal.ts';
import { Links } from './links.ts';
import { loadOf } from './load.ts';
import { MailServer } from './mail-server.ts';
import { lookOn } from './onlooker.ts';
import { settle } from './people.ts';
import { Product, pieceNames } from './product.ts';
import { Random } from './random.ts';
import { makeTrouble, type Victims } from './trouble.ts';
import { witness } from './witness.ts';

export interface RoundOptions {
  /** Exists, and a user other than root can pass through it; all evidence and all data go there. */
  folder: string;
  seed: number;
  /** Of load and faults; what follows until all is quiet comes on top. */
  durationMs: number;
  pace: Pace;
  /** Instead of those that seed and pace give. */
  faults?: Fault[];
  /** After which a client gives a request up. */
  patienceMs: number;
  /** When nothing came to its end for so long, the wait for the end of everything is given up: what is open then is lost. */
  quietMs: number;
  say: (line: string) => void;
}

export interface RoundEnd extends Verdict {
  faults: Fault[];
  /** By piece. */
  kills: Record<string, number>;
  /** Processes that ended although nobody killed them. */
  crashes: string[];
}

/** One round: the product, a load on it, faults, and then the checker over what was written down. */
export async function playRound(options: RoundOptions): Promise<RoundEnd> {
  const { folder, seed, say } = options;
  const exchanges = new Journal<Exchange>(join(folder, LOGS.exchanges));
  const mails = new Journal<Mail>(join(folder, LOGS.mails));
  const mailServers = await Promise.all(
    environments.map((one, place) => MailServer.start(one, mails, new Random(seed + 10 + place))),
  );
  const links = await Links.open(mailServers.map(({ port }) => port));
  const product = new Product(folder, links);
  try {
    say('starting PostgreSQL, Temporal, the API and the worker');
    await product.start();
    const faults = await strain({ product, links, mailServers }, exchanges, options);
    const kills = Object.fromEntries(pieceNames.map((name) => [name, product.pieces[name].kills]));
    const crashes = pieceNames.flatMap((name) => product.pieces[name].ends);
    await product.stop();
    await Promise.all([exchanges.close(), mails.close()]);
    return { ...check(readEvidence(folder)), faults, kills, crashes };
  } finally {
    await product.stop();
    await links.close();
    await Promise.all(mailServers.map((server) => server.close()));
  }
}

/** Load and faults, and then the wait for the end of everything. */
async function strain(victims: Victims, exchanges: Journal<Exchange>, options: RoundOptions): Promise<Fault[]> {
  const { seed, durationMs, pace, quietMs, say } = options;
  const clientOf = await settledClients(victims, exchanges, options);
  const errands = loadOf(new Random(seed), durationMs);
  const faults = options.faults ?? faultsOf(new Random(seed + 1), durationMs, pace);
  const accepted: Accepted[] = [];
  const looking = new AbortController();
  const onlooker = lookOn(accepted, new Random(seed + 2), looking.signal);
  say(`seed ${seed}: ${errands.length} requests and ${faults.length} faults in ${durationMs / 1_000} s`);
  await Promise.all([runErrands(errands, clientOf, accepted), makeTrouble(faults, victims, say)]);
  say('all is mended and everybody was answered: waiting until nothing moves any more');
  await victims.product.untilReady();
  const open = await witness(accepted, quietMs);
  if (open > 0) say(`${open} are still open: the checker says whether they may be`);
  looking.abort();
  await onlooker;
  return faults;
}

/** A client of each environment, which has its provider, its people and its lists by now. */
async function settledClients(
  { product, links }: Victims,
  exchanges: Journal<Exchange>,
  { patienceMs }: RoundOptions,
): Promise<(errand: Errand) => Client> {
  const mailPorts = links.ports('worker to mail');
  const clients = new Map<Environment, Client>();
  for (const [place, environment] of environments.entries()) {
    const client = new Client(environment, product.url, exchanges, patienceMs);
    await settle(client, mailPorts[place] as number);
    clients.set(environment, client);
  }
  return ({ environment }) => clients.get(environment) as Client;
}
