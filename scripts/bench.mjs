import { handOver } from './handover.mjs';

await handOver(['--import', './scripts/jsx.mjs', 'bench/run.ts', ...process.argv.slice(2)]);
