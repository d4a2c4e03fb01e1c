// Loaded before everything else: writes down each package a program imports, by name, into the file of LOADED_PACKAGES.
import { appendFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

const seen = new Set();
registerHooks({
	load(url, context, next) {
		const name = /.*\/node_modules\/((?:@[^/]+\/)?[^/.][^/]*)\//.exec(url)?.[1];
		if (name !== undefined && !seen.has(name)) {
			seen.add(name);
			appendFileSync(process.env.LOADED_PACKAGES, `${name}\n`);
		}
		return next(url, context);
	},
});
