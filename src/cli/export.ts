import { resolve } from 'node:path';

import { system } from '#kernel/permission.ts';

import { type Command, readCall } from './command.ts';
import { withOffice } from './premises.ts';
import { Misuse } from './terminal.ts';

const USAGE = 'amtsfunk export --to FILE [--subject ID]';

/** `amtsfunk export --to FILE`: the whole record log, or what concerns one subject, for `amtsfunk verify`. */
export const exportLog: Command = async (argv, terminal) => {
	const call = readCall(argv, { to: { type: 'string' }, subject: { type: 'string' } });
	const to = call.text('to');
	if (to === undefined) throw new Misuse({ de: `Aufruf: ${USAGE}`, en: `Usage: ${USAGE}` });
	const file = resolve(to);
	const written = await withOffice(call.config, ({ records }) =>
		records.exportRecords(system('command-line'), { to: file, subject: call.text('subject') }),
	);
	if (!written.ok) {
		terminal.complain({ de: 'In der Akte steht noch nichts.', en: 'The record log is still empty.' });
		return 1;
	}
	terminal.complain({
		de: `${written.value.bytes} Byte geschrieben. Prüfen: amtsfunk verify ${file}`,
		en: `${written.value.bytes} bytes written. Check: amtsfunk verify ${file}`,
	});
	terminal.say(file);
	return 0;
};
