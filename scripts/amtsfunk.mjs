#!/usr/bin/env node
// The shell command `amtsfunk`: backup, restore, doctor and more. Paths are meant from where it was called.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { prepare, underNode24 } from './handover.mjs';
import { ending, root } from './install.mjs';

await prepare();
const loader = pathToFileURL(join(root, 'scripts', 'jsx.mjs')).href;
const args = ['--import', loader, join(root, 'src', 'cli.ts'), ...process.argv.slice(2)];
const code = await ending(underNode24(args, { cwd: process.env.INIT_CWD ?? process.cwd() }));
process.exit(typeof code === 'number' ? code : 1);
