// The program itself, under Node 24 with its packages in place.
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

import { root } from './install.mjs';

// What was compiled once need not be again; where the folder cannot be written, Node goes on without.
enableCompileCache(join(root, 'node_modules', '.cache', 'compiled'));
await import('./jsx.mjs');
await import('../src/main.ts');
