import { join } from 'node:path';

import type { Actor } from '#kernel/permission.ts';
import { type ChannelFailure, type Channels, createChannels } from '#modules/channels/index.ts';
import { createDelivery, type DeliveryDoor } from '#modules/delivery/index.ts';
import { createDialogue, type Dialogue } from '#modules/dialogue/index.ts';
import { createEditorial, type Editorial } from '#modules/editorial/index.ts';
import { createNewsroom, type Newsroom, type QuestionDesk } from '#modules/newsroom/index.ts';
import { createPeople, type People } from '#modules/people/index.ts';
import { createRecords, type Records } from '#modules/records/index.ts';
import { createAct } from '#platform/act.ts';
import { createMailer, type Mailer } from '#platform/mail/mailer.ts';
import { createPictures } from '#platform/media/pictures.ts';
import { createOutbound } from '#platform/outbound/create-outbound.ts';

import type { Corridor, OfficeSettings } from './corridor.ts';
import { type PracticeNetwork, startPractice } from './practice/index.ts';
import { writeAlarm } from './write-alarm.ts';

export interface Practice {
	readonly mastodon: PracticeNetwork;
	readonly bluesky: PracticeNetwork;
}

/** Everybody who works here. */
export interface Staff {
	readonly mailer: Mailer;
	readonly people: People;
	readonly records: Records;
	readonly channels: Channels;
	readonly delivery: DeliveryDoor;
	readonly editorial: Editorial;
	readonly newsroom: Newsroom;
	readonly dialogue: Dialogue;
	readonly practice: Practice;
	identify(request: Request): Promise<Actor | null>;
}

/** Starts the practice networks; what was said there survives a restart. */
const openPractice = async ({ clock }: Corridor, { data, origin }: OfficeSettings): Promise<Practice> => {
	const start = (network: 'mastodon' | 'bluesky') =>
		startPractice({
			network,
			clock,
			file: join(data, 'practice', `${network}.json`),
			pages: `${origin}/uebung/${network}`,
		});
	return { mastodon: await start('mastodon'), bluesky: await start('bluesky') };
};

/** The newsroom's side of the question form. The two are made one after the other, so it asks for the desk late. */
const questionDesk = (desk: () => Dialogue): QuestionDesk => ({
	receiveQuestion: (question) => desk().receiveQuestion(question),
	readReceipt: (secret) => desk().readReceipt(secret),
});

/** Questions that belong to no unit go to the one at the top. */
const authorityWithRoot = async (people: People) => {
	const [top] = (await people.units()).filter(({ parentId }) => parentId === null);
	return { zone: (await people.authority()).zone, rootUnitId: top?.id ?? '' };
};

/** What every page of the desk shows in its bands. Asked late: the two are made after the people. */
const flagsOf = (lab: boolean, staff: () => Pick<Staff, 'channels' | 'delivery'>) => async () => {
	const { channels, delivery } = staff();
	const practice = (await channels.livePresences()).some((presence) => presence.practice);
	return { lab, practice, paused: await delivery.isPaused() };
};

/** The adapter of a presence: the own house speaks for itself, the others through their networks. */
const openChannelOf = (channels: Channels, newsroom: Newsroom) => async (presenceId: string) => {
	const presence = await channels.presence(presenceId);
	return presence?.channel === 'newsroom' ? newsroom.channel(presence) : channels.openChannel(presenceId);
};

const reportTroubleTo = (channels: Channels) => async (presenceId: string, failure: ChannelFailure) => {
	const presence = await channels.presence(presenceId);
	if (presence) await channels.reportTrouble(presence, failure);
};

/** Puts the modules together, each with just the doors it may knock on. */
export const hire = async (corridor: Corridor, settings: OfficeSettings): Promise<Staff> => {
	const { db, log } = corridor;
	const { origin, lab } = settings;
	const practice = await openPractice(corridor, settings);
	const outbound = createOutbound({ lab, allowLoopback: [practice.mastodon.origin, practice.bluesky.origin], log });
	const records = createRecords({ ...corridor, outbound, origin, tsaUrl: settings.tsaUrl });
	const act = createAct({ db, ledger: records.ledger });
	const base = { ...corridor, act, origin };
	const mailer = createMailer({ ...corridor, act });
	const flags = flagsOf(lab, () => ({ channels, delivery }));
	const people = createPeople({
		...base,
		mailer,
		flags,
		unitAtTop: async (tx, id) => void (await channels.ensureNewsroom(tx, id, 'Newsroom')),
	});
	const unitPath = async (unitId: string) => (await people.unitPath(unitId)).map(({ id }) => id);
	const channels: Channels = createChannels({
		...base,
		outbound,
		lab,
		practice,
		unitPath,
		mended: (tx, presenceId) => delivery.presenceMended(tx, presenceId),
		openDeliveries: (tx, presenceId) => delivery.openAt(tx, presenceId),
	});
	const asks = questionDesk(() => dialogue);
	const trial = lab ? 'lab' : null;
	const newsroom = createNewsroom({ ...base, trial, people, channels, records, dialogue: asks });
	const delivery: DeliveryDoor = createDelivery({
		...base,
		connect: corridor.engine.connect,
		openChannel: openChannelOf(channels, newsroom),
		presence: channels.presence,
		names: people.names,
		alarm: (tx, alarm) => writeAlarm(tx, { alarm, people, mailer, origin }),
		reportTrouble: reportTroubleTo(channels),
	});
	const identify = async (request: Request) => settings.identifyAs?.(request) ?? people.identify(request);
	const pictures = createPictures();
	const editorial = createEditorial({ ...base, pictures, people, channels, delivery, mailer, identify });
	const dialogue: Dialogue = createDialogue({
		...base,
		outbound,
		people: { ...people, unitPath, authority: () => authorityWithRoot(people) },
		channels,
		delivery,
		editorial,
		mailer,
		identify,
		agentsOf: async (unitId) => (await people.agentsOf(unitId)).map(({ personId, name }) => ({ id: personId, name })),
		pictures,
	});
	delivery.onOutcome('dialogue', dialogue.noteOutcome);
	return { mailer, people, records, channels, delivery, editorial, newsroom, dialogue, practice, identify };
};
