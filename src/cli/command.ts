import { parseArgs } from 'node:util';

import { type Config, configOptions, readConfig } from '../config.ts';
import { Misuse, type Terminal } from './terminal.ts';

type Options = Readonly<Record<string, { readonly type: 'string' | 'boolean' }>>;

export interface Called {
	readonly config: Config;
	readonly positionals: readonly string[];
	text(flag: string): string | undefined;
	isSet(flag: string): boolean;
}

/** One command of the shell. Answers with the exit code. */
export type Command = (argv: readonly string[], terminal: Terminal) => Promise<number>;

/** Reads a command's own flags besides those that every command understands. */
export const readCall = (argv: readonly string[], own: Options = {}): Called => {
	const { values, positionals } = parse(argv, own);
	const shared = Object.keys(configOptions).flatMap((flag) => {
		const value = values[flag];
		if (value === undefined) return [];
		return value === true ? [`--${flag}`] : [`--${flag}=${value}`];
	});
	const text = (flag: string): string | undefined => {
		const value = values[flag];
		return typeof value === 'string' ? value : undefined;
	};
	// Commands speak in sentences; the log is for the running office.
	const quiet = values['log'] === undefined ? [...shared, '--log=warn'] : shared;
	return { config: readConfig(quiet), positionals, text, isSet: (flag) => values[flag] === true };
};

const parse = (argv: readonly string[], own: Options) => {
	try {
		const options: Options = { ...configOptions, ...own };
		const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
		return { values: values as Readonly<Record<string, string | boolean | undefined>>, positionals };
	} catch (thrown) {
		const message = thrown instanceof Error ? thrown.message : String(thrown);
		throw new Misuse({ de: message, en: message });
	}
};

/** The one thing a command is about, for example the file to restore. */
export const onlyPositional = ({ positionals }: Called, usage: string): string => {
	const [first, ...rest] = positionals;
	if (first === undefined || rest.length > 0) throw new Misuse({ de: `Aufruf: ${usage}`, en: `Usage: ${usage}` });
	return first;
};
