import { existsSync, readFileSync } from 'node:fs';

import { z } from 'zod';

import { changeMailSettingsEndpoint } from '#contract/mail.ts';
import { MailAddress, PersonName } from '#contract/people.ts';
import { AuthorityShape } from '#contract/setup.ts';
import { NewPassword } from '#contract/sign-in.ts';
import { system } from '#kernel/permission.ts';
import { createAct } from '#platform/act.ts';
import { changeServer } from '#platform/mail/settings.ts';

import type { OpenOffice } from '../office.ts';
import { type Command, onlyPositional, readCall } from './command.ts';
import { withOffice } from './premises.ts';
import { Misuse, type Terminal } from './terminal.ts';

const USAGE = 'amtsfunk setup ANSWERS.json';

const Answers = z.object({
	authority: AuthorityShape,
	admin: z.object({ name: PersonName, mail: MailAddress, password: NewPassword }),
	units: z
		.array(
			z.object({
				name: z.string().trim().min(2).max(200),
				short: z.string().trim().min(1).max(20),
				parent: z.string().optional(),
			}),
		)
		.default([]),
	mail: changeMailSettingsEndpoint.input.optional(),
});
type Answers = z.output<typeof Answers>;

/** `amtsfunk setup ANSWERS.json`: what the wizard asks, answered from a file. Works once, before there is an administrator. */
export const setup: Command = async (argv, terminal) => {
	const call = readCall(argv);
	const answers = readAnswers(onlyPositional(call, USAGE));
	return withOffice(call.config, (office) => answer(office, answers, terminal), { create: true });
};

const readAnswers = (file: string): Answers => {
	if (!existsSync(file)) throw new Misuse({ de: `${file} gibt es nicht.`, en: `${file} does not exist.` });
	const parsed = Answers.safeParse(parseJson(file));
	if (parsed.success) return parsed.data;
	const [issue] = parsed.error.issues;
	const where = issue?.path.join('.') ?? '';
	throw new Misuse({
		de: `${file}: "${where}" ist nicht richtig (${issue?.message}). Ein Beispiel steht in docs/operations/install.md.`,
		en: `${file}: "${where}" is not right (${issue?.message}). An example stands in docs/operations/install.md.`,
	});
};

const parseJson = (file: string): unknown => {
	try {
		return JSON.parse(readFileSync(file, 'utf8'));
	} catch {
		throw new Misuse({ de: `${file} ist kein JSON.`, en: `${file} is no JSON.` });
	}
};

const answer = async (office: OpenOffice, { mail, ...answers }: Answers, terminal: Terminal): Promise<number> => {
	const { corridor, people, records } = office;
	const units = answers.units.map(({ parent, ...unit }) => ({ ...unit, ...(parent === undefined ? {} : { parent }) }));
	const made = await people.setUpFromAnswers({ ...answers, units });
	if (!made.ok) {
		terminal.complain({
			de: 'Die Einrichtung ist schon abgeschlossen. Wer nicht mehr hineinkommt: amtsfunk person rescue ADRESSE',
			en: 'Set-up is closed already. If somebody cannot get in: amtsfunk person rescue ADDRESS',
		});
		return 1;
	}
	if (mail !== undefined) {
		const act = createAct({ db: corridor.db, ledger: records.ledger });
		const changed = await changeServer({ ...corridor, act })(mail, system('set-up'));
		if (!changed.ok)
			terminal.complain({
				de: `Der Mailserver wurde nicht gespeichert (${changed.error.type}). Richten Sie ihn im Arbeitsplatz ein.`,
				en: `The mail server was not stored (${changed.error.type}). Set it up at the desk.`,
			});
	}
	terminal.say({
		de: `Eingerichtet. ${answers.admin.name} meldet sich mit ${answers.admin.mail} an und richtet dabei den zweiten Faktor ein. Löschen Sie die Datei mit den Antworten: Sie enthält das Kennwort.`,
		en: `Set up. ${answers.admin.name} signs in with ${answers.admin.mail} and sets up the second factor there. Delete the file with the answers: it holds the password.`,
	});
	return 0;
};
