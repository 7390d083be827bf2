/** Removes what a build makes. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './install.mjs';

rmSync(join(root, 'dist'), { recursive: true, force: true });
