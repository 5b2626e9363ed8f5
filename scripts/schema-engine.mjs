#!/usr/bin/env node
// Stands in for Prisma's schema-engine binary: the same JSON-RPC over stdio,
// answered by the WASM build of the same engine through @prisma/adapter-pg.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import readline from 'node:readline';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import * as bg from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';
import { parse } from 'pg-connection-string';

const argv = process.argv.slice(2);
if (argv.includes('--version')) {
  console.log('schema-engine-wasm');
  process.exit(0);
}
const at = argv.indexOf('--datasource');
const url = at < 0 ? undefined : JSON.parse(argv[at + 1]).url;
const cli = argv.indexOf('cli');
if (cli >= 0) await command(argv[cli + 1]);

/** `cli can-connect-to-database`, `cli create-database`, `cli drop-database`: exit 0, or 1 with one JSON line. */
async function command(name) {
  const target = new URL(url);
  target.searchParams.delete('schema');
  const database = pg.escapeIdentifier(decodeURIComponent(target.pathname.slice(1)));
  if (name !== 'can-connect-to-database') target.pathname = '/postgres';
  const client = new pg.Client({ connectionString: target.href });
  try {
    await client.connect();
    if (name === 'create-database') await client.query(`CREATE DATABASE ${database}`);
    if (name === 'drop-database') await client.query(`DROP DATABASE ${database}`);
    process.exit(0);
  } catch (error) {
    const codes = { '3D000': 'P1003', '28P01': 'P1000', 28000: 'P1000' };
    const fields = { error_code: codes[error.code] ?? 'P1001', message: error.message || String(error.code) };
    // The CLI drops the first line of stderr and reads each later line as JSON.
    process.stderr.write(`\n${JSON.stringify({ level: 'ERROR', target: 'schema_engine::logger', fields })}`);
    process.exit(1);
  }
}

function repaired(adapter) {
  // One simple query per script: the adapter's own version splits at every ";", which breaks $$ bodies.
  adapter.executeScript = async function (script) {
    try {
      await this.client.query(script);
    } catch (error) {
      this.onError(error);
    }
  };
  // The adapter refuses the catalogue's "char" type (OID 18), which the engine reads constraint kinds from.
  const { queryRaw } = adapter;
  adapter.queryRaw = async function (query) {
    let chars = [];
    const performIO = async (q) => {
      const { rows, fields } = await this.performIO(q);
      chars = fields.map((f) => f.dataTypeID === 18);
      return { rows, fields: fields.map((f, i) => (chars[i] ? { ...f, dataTypeID: 1042 } : f)) };
    };
    const set = await queryRaw.call(Object.create(this, { performIO: { value: performIO } }), query);
    set.columnTypes = set.columnTypes.map((t, i) => (chars[i] ? ColumnTypeEnum.Character : t));
    return set;
  };
  return adapter;
}

function factoryFor(connectionString) {
  const target = new URL(connectionString);
  const schema = target.searchParams.get('schema') ?? undefined;
  target.searchParams.delete('schema');
  // Fields, not a connection string: in a string its database name would win over the shadow database's.
  const config = { ...parse(target.href), max: 2 };
  const open = async (database) =>
    repaired(await new PrismaPg({ ...config, ...(database && { database }) }, { schema }).connect());
  return {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => open(),
    async connectToShadowDb() {
      const name = `prisma_migrate_shadow_db_${crypto.randomUUID()}`;
      const main = await open();
      await main.executeScript(`CREATE DATABASE "${name}"`);
      const shadow = await open(name);
      const close = shadow.dispose.bind(shadow);
      shadow.dispose = async () => {
        await close();
        await main.executeScript(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
        await main.dispose();
      };
      return shadow;
    },
  };
}

const wasm = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
const { instance } = await WebAssembly.instantiate(await readFile(wasm.replace(/\.js$/, '.wasm')), {
  './schema_engine_bg.js': bg,
});
globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (m) => process.stderr.write(`${m}\n`) };
bg.__wbg_set_wasm(instance.exports);
instance.exports.__wbindgen_start();

let engine;
const say = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
async function answer({ id, method, params }) {
  if (!method) return; // the CLI's own answer to a "print"
  try {
    const target = url ?? params?.datasourceType?.url;
    engine ??= await bg.SchemaEngine.new({}, () => {}, bindMigrationAwareSqlAdapterFactory(factoryFor(target)));
    const result = await engine[method === 'getDatabaseVersion' ? 'version' : method](params);
    // The binary prints a diff through a notification; the WASM build returns it.
    if (method === 'diff' && result.stdout) say({ id: 1e6 + id, method: 'print', params: { content: result.stdout } });
    say({ id, result: result ?? null });
  } catch (error) {
    const message = error?.message ?? String(error);
    const error_code = /^P\d+/.test(error?.code ?? '') ? error.code : null;
    const data = { is_panic: false, message, error_code, meta: error?.meta ?? null, backtrace: null };
    say({ id, error: { code: 4466, message: 'An error happened. Check the data field for details.', data } });
  }
}
let queue = Promise.resolve();
const lines = readline.createInterface({ input: process.stdin });
lines.on('line', (line) => {
  if (line.trim()) queue = queue.then(() => answer(JSON.parse(line)));
});
lines.on('close', () => queue.then(() => process.exit(0)));
