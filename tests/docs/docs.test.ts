import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { configOptions } from '../../src/config.ts';

const root = join(import.meta.dirname, '..', '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const pages = execFileSync('git', ['ls-files', '*.md'], { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean);

describe('the documents', () => {
	it.each(pages)('%s links only to what is there', (page) => {
		const links = [...read(page).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, target = '']) => target);
		const gone = links.filter((link) => !/^[a-z]+:/.test(link) && !existsSync(join(root, dirname(page), link)));
		expect(gone).toEqual([]);
	});

	it('name every setting, with its variable', () => {
		const table = read('docs/operations/install.md');
		for (const flag of Object.keys(configOptions)) {
			expect(table).toContain(`\`--${flag}\``);
			expect(table).toContain(`\`AMTSFUNK_${flag.toUpperCase().replaceAll('-', '_')}\``);
		}
	});

	it('name exactly the modules there are', () => {
		const listed = [...read('ARCHITECTURE.md').matchAll(/^\| (\w+) \| [^|]+ \| [^|]+ \|$/gm)].map(([, name]) => name);
		expect(listed.filter((name) => name !== 'module').sort()).toEqual(readdirSync(join(root, 'src/modules')).sort());
	});

	it('give a reason for exactly the packages there are', () => {
		const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
		const rows = read('docs/decisions/dependencies.md')
			.split('\n')
			.filter((line) => line.startsWith('| `'));
		const named = rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name));
		expect(named.sort()).toEqual(Object.keys(dependencies).sort());
	});
});
