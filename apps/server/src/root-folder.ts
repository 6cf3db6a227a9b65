import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the repository: settings, tariffs and built web apps are found from it. */
export const rootFolder = resolve(fileURLToPath(import.meta.url), '../../../..');
