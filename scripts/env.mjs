// `npm run env`: writes the secrets of docker-compose.yml to .env, random ones, which only its owner can read. R-05
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';

const hex = () => randomBytes(32).toString('hex');
const secrets = {
  POSTGRES_PASSWORD: hex(),
  TEMPORAL_DATABASE_PASSWORD: hex(),
  ANGARIUM_DATABASE_PASSWORD: hex(),
  ANGARIUM_API_KEY: `pk_prod_${hex()}`,
  ANGARIUM_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
};

const lines = Object.entries(secrets).map(([name, value]) => `${name}=${value}\n`);
try {
  writeFileSync('.env', lines.join(''), { flag: 'wx', mode: 0o600, flush: true });
  console.log('.env was written. Keep a copy: without its keys the database cannot be opened, nor the secrets in it.');
} catch (error) {
  console.error(
    error.code === 'EEXIST' ? '.env is there already, and stays as it is: its keys are in use.' : error.message,
  );
  process.exitCode = 1;
}
