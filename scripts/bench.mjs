import { handOver } from './handover.mjs';

// With the young heap a release starts with: half of what takes long in a large one is its collection.
await handOver(['--max-semi-space-size=2', '--import', './scripts/jsx.mjs', 'bench/run.ts', ...process.argv.slice(2)]);
