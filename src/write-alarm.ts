import type { Alarm } from '#modules/delivery/index.ts';
import type { People } from '#modules/people/index.ts';
import type { Tx } from '#platform/db/database.ts';
import type { Mailer } from '#platform/mail/mailer.ts';

const words = {
	de: {
		subject: (count: number) =>
			count === 1 ? 'Eine Zustellung ist überfällig' : `${count} Zustellungen sind überfällig`,
		text: (titles: string, link: string) =>
			`Diese Beiträge hätten schon hinausgehen sollen:\n\n${titles}\n\nWas zu tun ist, steht hier:\n${link}\n`,
	},
	en: {
		subject: (count: number) => (count === 1 ? 'A delivery is overdue' : `${count} deliveries are overdue`),
		text: (titles: string, link: string) =>
			`These posts should have gone out by now:\n\n${titles}\n\nWhat to do stands here:\n${link}\n`,
	},
};

interface About {
	readonly alarm: Alarm;
	readonly people: Pick<People, 'administrators' | 'authority'>;
	readonly mailer: Pick<Mailer, 'send'>;
	readonly origin: string;
}

/** Tells the administrators by mail what is overdue, in the watchdog's own transaction. */
export const writeAlarm = async (tx: Tx, { alarm, people, mailer, origin }: About): Promise<void> => {
	const { subject, text } = words[(await people.authority()).language];
	const titles = alarm.titles.map((title) => `- ${title}`).join('\n');
	for (const { mail } of await people.administrators())
		await mailer.send(tx, {
			to: mail,
			subject: subject(alarm.count),
			text: text(titles, `${origin}/desk/`),
			kind: 'delivery-overdue',
		});
};
