import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

import { guard, importViolations, lintViolations, plant, typeErrors } from './planted.ts';

const MINUTE = 60_000;

/** Each file breaks one law; the names say which. */
const imports = {
	'src/kernel/reaches-out.ts': "import { createLog } from '#platform/log.ts';\nexport const log = createLog;\n",
	'src/contract/does-work.ts': "import { createLog } from '#platform/log.ts';\nexport const log = createLog;\n",
	'src/modules/first/domain/reads-disk.ts':
		"import { readFileSync } from 'node:fs';\nexport const read = readFileSync;\n",
	'src/modules/first/domain/knows-services.ts':
		"import type { Log } from '#platform/log.ts';\nexport type Rule = (log: Log) => void;\n",
	'src/modules/first/inside.ts': 'export const inside = 1;\n',
	'src/modules/second/reaches-in.ts': "export { inside } from '../first/inside.ts';\n",
	'src/modules/first/adapters/sees-tables.ts':
		"import { tables } from '#platform/db/database.ts';\nexport const key = tables<{ a: { b: string } }>();\n",
	'src/modules/first/index.ts': 'export const first = 1;\n',
	'src/web/knows-modules.ts': "export { first } from '#modules/first/index.ts';\n",
	'src/platform/one.ts': "import type { Two } from './two.ts';\nexport type One = Two | 1;\n",
	'src/platform/two.ts': "import type { One } from './one.ts';\nexport type Two = One[];\n",
	'src/modules/third/index.ts': 'export const third = 1;\n',
	'src/modules/third/uses-fourth.ts': "export { fourth } from '../fourth/index.ts';\n",
	'src/modules/fourth/index.ts': 'export const fourth = 1;\n',
	'src/modules/fourth/uses-third.ts': "export { third } from '../third/index.ts';\n",
	'src/platform/knows-module.ts': "export { third } from '#modules/third/index.ts';\n",
	'tests/helper.ts': 'export const helper = 1;\n',
	'src/modules/third/uses-tests.ts': "export { helper } from '../../../tests/helper.ts';\n",
	'src/platform/speaks-fedify.ts': "export { signRequest } from '@fedify/fedify/sig';\n",
	'src/platform/finds-nothing.ts': "export { nothing } from './nowhere.ts';\n",
};

const parameters = 'export const many = (a: number, b: number, c: number, d: number) => a + b + c + d;\n';
const knot = `export const knot = (a: number): number => {\n${'\tif (a > 1) {\n'.repeat(6)}\ta += 1;\n${'\t}\n'.repeat(6)}\treturn a;\n};\n`;
const linted = {
	'src/modules/lint/clock.ts':
		'export const a = Date.now();\nexport const b = new Date();\nexport const c = Math.random();\nexport const d = performance.now();\n',
	'src/modules/lint/environment.ts': "export const home = process.env['HOME'];\n",
	'src/modules/lint/console.ts': "export const say = (): void => console.log('hello');\n",
	'src/modules/lint/any.ts': 'export const a: any = 1;\n',
	'src/modules/lint/default.ts': 'export default 1;\n',
	'src/modules/lint/certain.ts': 'export const first = (list: string[]): string => list[0]!;\n',
	'src/modules/lint/forgotten.ts':
		'const work = async (): Promise<void> => undefined;\nexport const go = (): void => {\n\twork();\n};\n',
	'src/modules/lint/parameters.ts': parameters,
	'src/modules/lint/knot.ts': knot,
	'src/modules/lint/long-function.ts': `export const long = (): void => {\n${'\tJSON.parse("1");\n'.repeat(61)}};\n`,
	'src/modules/lint/long-file.ts': Array.from({ length: 301 }, (_, n) => `export const n${n} = ${n};\n`).join(''),
	// The two places where the law allows it.
	'src/platform/clock.ts': 'export const now = () => Date.now();\n',
	'src/config.ts': "export const home = process.env['HOME'];\n",
};

const route = (problems: string) => `import { z } from 'zod';
import { endpoint } from '#contract/endpoint.ts';
import { fail, type Result } from '#kernel/result.ts';
import type { Mount } from '#platform/http/mount.ts';
type Wrong = { readonly type: 'post.too-soon' } | { readonly type: 'post.not-found' };
const shape = endpoint({ method: 'GET', path: '/api/x', allow: 'everybody', summary: 'x', input: z.object({}), output: z.object({}) });
const find = async (): Promise<Result<Record<string, never>, Wrong>> => fail({ type: 'post.too-soon' });
export const routes = (mount: Mount): void => mount(shape, { problems: ${problems}, handle: find });
`;
const drawers = `import { type Tx, tables } from '#platform/db/database.ts';
const mine = tables<{ mine_thing: { id: string } }>();
`;
const typed = {
	'src/modules/typed/whole-table.ts': route("{ 'post.too-soon': 422, 'post.not-found': 404 }"),
	'src/modules/typed/half-table.ts': route("{ 'post.not-found': 404 }"),
	'src/modules/typed/own-drawer.ts': `${drawers}export const read = (tx: Tx) => mine(tx).selectFrom('mine_thing').select('id').execute();\n`,
	'src/modules/typed/foreign-drawer.ts': `${drawers}export const read = (tx: Tx) => mine(tx).selectFrom('other_thing').select('id').execute();\n`,
};

const folders: string[] = [];
const planted = (files: Readonly<Record<string, string>>): string => {
	const folder = plant(files);
	folders.push(folder);
	return folder;
};
afterAll(() => {
	for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe('the import laws', () => {
	test(
		'report each planted breach and nothing else',
		() => {
			expect([...new Set(importViolations(planted(imports)))].sort()).toEqual([
				'adapters-only-carry: src/modules/first/adapters/sees-tables.ts',
				'contract-is-plain: src/contract/does-work.ts',
				'domain-is-pure: src/modules/first/domain/knows-services.ts',
				'domain-is-pure: src/modules/first/domain/reads-disk.ts',
				'fedify-stays-in-federation: src/platform/speaks-fedify.ts',
				'kernel-stands-alone: src/kernel/reaches-out.ts',
				'modules-have-one-door: src/modules/second/reaches-in.ts',
				'no-cycles: src/platform/one.ts',
				'no-module-cycles: src/modules/fourth',
				'no-module-cycles: src/modules/third',
				'no-test-code-in-the-product: src/modules/third/uses-tests.ts',
				'nothing-unresolved: src/platform/finds-nothing.ts',
				'platform-knows-no-module: src/platform/knows-module.ts',
				'web-knows-only-the-contract: src/web/knows-modules.ts',
			]);
		},
		MINUTE,
	);

	test(
		'do not pass when the tool saw less than there is',
		() => {
			const whole = planted({});
			expect(guard(whole)).toMatchObject({ status: 0 });
			const blind = planted({
				'.dependency-cruiser.cjs': "module.exports = { forbidden: [], options: { exclude: 'kernel' } };\n",
			});
			const { status, errors } = guard(blind);
			expect(status).not.toBe(0);
			expect(errors).toMatch(/the import laws saw \d+ of \d+ files/);
		},
		MINUTE,
	);
});

test(
	'the linter reports each planted breach, and lets clock and settings do their work',
	() => {
		const found = lintViolations(planted(linted)).filter((line) => !line.includes('src/platform/db'));
		const here = (rule: string, file: string) => `${rule}: ${join('src/modules/lint', file)}`;
		expect(found.filter((line) => /modules\/lint|clock\.ts|config\.ts/.test(line)).sort()).toEqual(
			[
				...[1, 2, 3, 4].map((line) => here('plugin', `clock.ts:${line}`)),
				here('noProcessEnv', 'environment.ts:1'),
				here('noConsole', 'console.ts:1'),
				here('noExplicitAny', 'any.ts:1'),
				here('noDefaultExport', 'default.ts:1'),
				here('noNonNullAssertion', 'certain.ts:1'),
				here('noFloatingPromises', 'forgotten.ts:3'),
				here('useMaxParams', 'parameters.ts:1'),
				here('noExcessiveCognitiveComplexity', 'knot.ts:1'),
				here('noExcessiveLinesPerFunction', 'long-function.ts:1'),
				here('noExcessiveLinesPerFile', 'long-file.ts:1'),
			].sort(),
		);
	},
	MINUTE,
);

test(
	'the compiler refuses a forgotten failure and a foreign table',
	() => {
		const errors = typeErrors(planted(typed)).filter((line) => line.startsWith('src/modules/typed/'));
		expect([...new Set(errors.map((line) => line.split(':')[0]))]).toEqual([
			'src/modules/typed/foreign-drawer.ts',
			'src/modules/typed/half-table.ts',
		]);
		expect(errors.join('\n')).toMatch(/other_thing[\s\S]*post\.too-soon/);
	},
	MINUTE,
);
