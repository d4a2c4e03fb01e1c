import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type ExerciseDesk, startExercises } from './exercise-desk.ts';
import { deciding } from './exercises-deciding.ts';
import { planning } from './exercises-planning.ts';
import { writing } from './exercises-writing.ts';

const handbook = readFileSync(join(import.meta.dirname, '../../docs/handbook/uebungen.md'), 'utf8');
const inBook = [...handbook.matchAll(/^### \d+\. (.+)$/gm)].map(([, title = '']) => title);
const done = { ...writing, ...deciding, ...planning };
let desk: ExerciseDesk;

beforeAll(async () => {
	desk = await startExercises();
});
afterAll(() => desk?.close());

describe('the exercises of the handbook', () => {
	it('are exactly those that are done here', () => {
		expect([...inBook].sort()).toEqual(Object.keys(done).sort());
	});

	it.each(Object.entries(done))('%s', async (_, exercise) => {
		await exercise(desk);
	});
});
