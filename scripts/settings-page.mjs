// Writes docs/reference/settings.md from the settings' schema. Run it after a build.
import { mkdirSync, writeFileSync } from 'node:fs';

import { settingsPage } from '../dist/platform/config/settings-page.js';

const folder = new URL('../docs/reference/', import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(new URL('settings.md', folder), settingsPage());
