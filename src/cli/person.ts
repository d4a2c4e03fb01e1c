import { type Command, readCall } from './command.ts';
import { withOffice } from './premises.ts';
import { Misuse } from './terminal.ts';

const USAGE = 'amtsfunk person rescue MAIL-ADDRESS';

/** `amtsfunk person rescue MAIL`: prints a one-time link for someone who lost password and second factor. */
export const person: Command = async (argv, terminal) => {
	const call = readCall(argv);
	const [what, mail, ...rest] = call.positionals;
	if (what !== 'rescue' || mail === undefined || rest.length > 0)
		throw new Misuse({ de: `Aufruf: ${USAGE}`, en: `Usage: ${USAGE}` });
	const made = await withOffice(call.config, ({ people }) => people.rescuePerson(mail));
	if (!made.ok) {
		terminal.complain({ de: `Niemand hier hat die Adresse ${mail}.`, en: `Nobody here has the address ${mail}.` });
		return 1;
	}
	terminal.complain({
		de: 'Der Link gilt eine Stunde und einmal. Er steht jetzt als Vorgang in der Akte.',
		en: 'The link works once, within an hour. That it was made stands in the record log.',
	});
	terminal.say(made.value.link);
	return 0;
};
