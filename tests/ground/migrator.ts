// A process of its own that brings the schema up to date and tells which steps it made.
import { openEngine } from '#platform/db/engine.ts';
import { migrate } from '#platform/db/migrate.ts';

import { allMigrations } from '../../src/migrations.ts';

const { engine, close } = openEngine(process.argv[2] ?? '', { max: 2 });
const steps = await migrate(engine, allMigrations);
await close();
process.stdout.write(JSON.stringify(steps));
