import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** A service of docker-compose.yml, as far as the tests read it. */
export interface ComposeService {
  image: string;
  build?: string;
  command?: string[];
  environment?: Record<string, string | number>;
  mem_limit: string;
  restart: string;
  ports?: string[];
  volumes?: string[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[]; retries: number };
}

/** The services of docker-compose.yml by their names, its anchors resolved and its variables as they are written. */
export function composeServices(): Record<string, ComposeService> {
  return parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }).services;
}

/** A text with its `${NAME}`, `${NAME:?…}` and `${NAME:-…}` filled in. Throws for one that is not given and has nothing instead. */
export function fillIn(text: string, variables: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\$\{(\w+)(?::\?[^}]*|:-([^}]*))?\}/g, (_, name: string, instead?: string) => {
    const value = variables[name] ?? instead;
    if (value === undefined) throw new Error(`docker-compose.yml needs ${name}`);
    return value;
  });
}
