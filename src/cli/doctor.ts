import { machineClock } from '#platform/clock.ts';

import { type Command, readCall } from './command.ts';
import { databaseFindings } from './doctor/database.ts';
import { filesFindings } from './doctor/files.ts';
import { machineFindings } from './doctor/machine.ts';

const SIGNS = { good: 'ok  ', look: '!   ', bad: 'X   ' } as const;

/** `amtsfunk doctor`: looks at everything an office needs, changes nothing. Exit code 1 when something must be mended. */
export const doctor: Command = async (argv, terminal) => {
	const { config } = readCall(argv);
	const findings = [
		...machineFindings(config, machineClock.now()),
		...(await databaseFindings(config)),
		...(await filesFindings(config)),
	];
	for (const finding of findings) terminal.say(SIGNS[finding.state] + finding[terminal.language]);
	const count = (state: keyof typeof SIGNS) => findings.filter((finding) => finding.state === state).length;
	terminal.say({
		de: `\n${count('good')} in Ordnung, ${count('look')} zum Ansehen, ${count('bad')} zu beheben.`,
		en: `\n${count('good')} fine, ${count('look')} to look at, ${count('bad')} to mend.`,
	});
	return count('bad') > 0 ? 1 : 0;
};
