import type { Actor } from '#kernel/permission.ts';
import { type ChannelFailure, type Channels, type ChannelsNeeds, createChannels } from '#modules/channels/index.ts';
import { createDelivery, type DeliveryDoor, type DeliveryNeeds } from '#modules/delivery/index.ts';
import { createDesk, type Desk } from '#modules/desk/index.ts';
import { createDialogue, type Dialogue } from '#modules/dialogue/index.ts';
import { checkCatalogue, createEditorial, type Editorial } from '#modules/editorial/index.ts';
import { createFederation, type Federation } from '#modules/federation/index.ts';
import { createNewsroom, type Newsroom, type QuestionDesk } from '#modules/newsroom/index.ts';
import { createPeople, type People, readSampleMark } from '#modules/people/index.ts';
import { createPolicy, type Policy } from '#modules/policy/index.ts';
import { createRecords, type Records } from '#modules/records/index.ts';
import { createAct } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';
import { createImap } from '#platform/imap/imap.ts';
import { isAlone } from '#platform/line.ts';
import { createMailer, type Mailer } from '#platform/mail/mailer.ts';
import { createPictures } from '#platform/media/pictures.ts';
import { createOutbound } from '#platform/outbound/create-outbound.ts';
import { createScanner } from '#platform/scanner.ts';
import type { Corridor, OfficeSettings } from './corridor.ts';
import { nameSubjects } from './name-subjects.ts';
import { openPracticeHouse, type PracticeHouse } from './practice/index.ts';
import { aboutPerson } from './sample/city/index.ts';
import { VERSION } from './version.ts';
import { writeAlarm } from './write-alarm.ts';

/** Everybody who works here. */
export interface Staff {
	readonly mailer: Mailer;
	readonly people: People;
	readonly desk: Desk;
	readonly records: Records;
	readonly channels: Channels;
	readonly delivery: DeliveryDoor;
	readonly policy: Policy;
	readonly editorial: Editorial;
	readonly newsroom: Newsroom;
	readonly federation: Federation;
	readonly dialogue: Dialogue;
	readonly practice: PracticeHouse;
	identify(request: Request): Promise<Actor | null>;
}

/** The newsroom's side of the question form. The two are made one after the other, so it asks for the desk late. */
const questionDesk = (desk: () => Dialogue): QuestionDesk => ({
	receiveQuestion: (question) => desk().receiveQuestion(question),
	readReceipt: (secret) => desk().readReceipt(secret),
	readHandover: (secret) => desk().readHandover(secret),
});

/** Questions that belong to no unit go to the one at the top. */
const authorityWithRoot = async (people: People) => {
	const [top] = (await people.units()).filter(({ parentId }) => parentId === null);
	const { name, zone, land, language } = await people.authority();
	return { name, zone, land, language, rootUnitId: top?.id ?? '' };
};

/** What every page of the desk shows in its bands. Asked late: the two are made after the people. */
const flagsOf = (lab: boolean, staff: () => Pick<Staff, 'channels' | 'delivery'>) => async () => {
	const { channels, delivery } = staff();
	const practice = (await channels.livePresences()).some((presence) => presence.practice);
	return { lab, practice, paused: await delivery.isPaused() };
};

/** The adapter of a presence: the own house speaks for itself, the others through their networks. Asked late. */
const openChannelOf =
	(open: Channels['openChannel'], house: () => Pick<Staff, 'newsroom' | 'federation'>) => (presenceId: string) =>
		open(presenceId, (presence) =>
			presence.channel === 'newsroom' ? house().newsroom.channel(presence) : house().federation.channel(presence),
		);

/** How far a switch of a unit reaches: it, all below it, and the accounts of these. */
const unitFactsOf = (people: People, channels: Channels) => async (unitId: string) => {
	const unit = (await people.units()).find(({ id }) => id === unitId);
	if (unit === undefined) return null;
	const units = [unitId, ...(await people.unitsBelow(unitId)).filter((id) => id !== unitId)];
	const presences = (await channels.livePresences()).filter((one) => units.includes(one.unitId));
	return { name: unit.name, units, presences: presences.map(({ id }) => id) };
};

/** The same while units are moving, in the transaction that moves them. */
const reachBelow =
	(channels: Channels, { tx, below }: { readonly tx: Tx; readonly below: (unitId: string) => readonly string[] }) =>
	async (unitId: string) => {
		const units = below(unitId);
		return { units, presences: await channels.presencesOf(tx, units) };
	};

const held = { de: 'Der Auftritt ist angehalten.', en: 'The presence is paused.' } as const;

/**
 * Deliveries as the register of presences asks for them; paused, a presence holds the switch that is there. The two are made
 * one after the other, so it asks late.
 */
const askedByChannels = (people: People, { clock }: Corridor, door: () => DeliveryDoor): Asked => ({
	mended: (tx, presenceId) => door().presenceMended(tx, presenceId),
	reconnected: (tx, presenceId) => door().presenceReconnected(tx, presenceId),
	budgetChanged: (tx, presenceId) => door().budgetChanged(tx, presenceId),
	zone: async () => (await people.authority()).zone,
	openDeliveries: (tx, presenceId) => door().openAt(tx, presenceId),
	underWay: (tx, asked) => door().isUnderWay(tx, asked),
	outgoing: {
		async hold(tx, { presenceId, by }) {
			const { language } = await people.authority();
			await door().holdPresence(tx, { presenceId, by, reason: held[language], at: clock.now() });
		},
		free: (tx, presenceId) => door().freePresence(tx, presenceId),
	},
});
type Asked = Pick<
	ChannelsNeeds,
	'mended' | 'reconnected' | 'budgetChanged' | 'zone' | 'openDeliveries' | 'underWay' | 'outgoing'
>;

const reportTroubleTo = (channels: Channels) => async (presenceId: string, failure: ChannelFailure) => {
	const presence = await channels.presence(presenceId);
	if (presence) await channels.reportTrouble(presence, failure);
};

const countingFor = (people: People, channels: Channels): DeliveryNeeds['counting'] => ({
	zone: async () => (await people.authority()).zone,
	async surprised(presenceId, reasons) {
		const presence = await channels.presence(presenceId);
		if (presence) await channels.reportSurprises(presence, reasons);
	},
});

const openPractice = (corridor: Corridor, settings: OfficeSettings): Promise<PracticeHouse> => {
	const { clock, engine } = corridor;
	return openPracticeHouse({
		...corridor,
		...settings,
		clock,
		connect: engine.connect,
		mayRun: settings.role !== 'web',
	});
};

/** The people as the dialogue desk asks for them. */
const askedByDialogue = (people: People, unitPath: (unitId: string) => Promise<readonly string[]>) => ({
	people: { ...people, unitPath, authority: () => authorityWithRoot(people) },
	agentsOf: async (unitId: string) =>
		(await people.agentsOf(unitId)).map(({ personId, name }) => ({ id: personId, name })),
});

type Writers = Pick<Staff, 'policy' | 'editorial'>;

/** The rules and the desk that writes by them; the desk brings its checks along. */
const hireWriters = (needs: Omit<Parameters<typeof createEditorial>[0], 'policy' | 'restraints'>): Writers => {
	const policy = createPolicy({ ...needs, catalogue: checkCatalogue });
	return { policy, editorial: createEditorial({ ...needs, policy, restraints: [policy.restrains] }) };
};

/** The ways to other machines: web addresses, and mailboxes. */
const waysOut = (settings: OfficeSettings, within: Parameters<typeof createOutbound>[0]) => {
	const inner = { innerHosts: settings.innerHosts ?? [] };
	return {
		outbound: createOutbound({ ...settings.world, ...inner, ...within }),
		imap: createImap({ ...settings.world, ...inner, onlyPractice: within.onlyPractice === true }),
	};
};

/** Puts the modules together, each with just the doors it may knock on. */
export const hire = async (corridor: Corridor, settings: OfficeSettings): Promise<Staff> => {
	const { db, log } = corridor;
	const { origin, lab } = settings;
	const practice = await openPractice(corridor, settings);
	const sample = (await readSampleMark(db)) !== null;
	const within = { lab, allowLoopback: practice.origins, onlyPractice: sample };
	const { outbound, imap } = waysOut(settings, { ...within, log });
	const namesOf = nameSubjects(() => ({ people, channels, editorial: writing.editorial }));
	const records = createRecords({ ...corridor, outbound, origin, tsaUrl: settings.tsaUrl, namesOf });
	const act = createAct({ db, ledger: records.ledger });
	const swift = { db: corridor.swiftDb, act: createAct({ db: corridor.swiftDb, ledger: records.ledger }) };
	const base = { ...corridor, act, swift, origin, connect: corridor.engine.connect };
	const mailer = createMailer({ ...corridor, act, staysHere: sample });
	const flags = flagsOf(lab, () => ({ channels, delivery }));
	const people = createPeople({
		...{ ...base, mailer, flags },
		unitAtTop: async (tx, id) => void (await channels.ensureNewsroom(tx, id, 'Newsroom')),
		unitsMoved: (tx, below) => delivery.unitsMoved(tx, reachBelow(channels, { tx, below })),
		sampleHost: { about: aboutPerson, wish: settings.onSampleWish, isAlone: () => isAlone(db) },
	});
	const unitPath = async (unitId: string) => (await people.unitPath(unitId)).map(({ id }) => id);
	const desk = createDesk({ ...base, people, mailer });
	const channels: Channels = createChannels({
		...{ ...base, outbound, lab, practice: practice.doors, unitPath, people, notices: desk },
		...askedByChannels(people, corridor, () => delivery),
		...{ freeNetworks: () => writing.policy.freeNetworks(), mediaMs: settings.mediaMs },
	});
	const asks = questionDesk(() => dialogue);
	const trial: 'sample' | 'lab' | null = sample ? 'sample' : lab ? 'lab' : null;
	const pictures = createPictures();
	const newsroom = createNewsroom({
		...{ ...base, trial, workshop: pictures, people, channels, records, dialogue: asks },
		...{ withdrawnNote: (id) => writing.editorial.withdrawnNote(id), voices: (of) => dialogue.publicVoices(of) },
		...{ wayOut: () => writing.editorial.wayOut, expert: () => dialogue.expert },
		moderation: () => ({ ...dialogue.moderation, netiquette: writing.policy.netiquette }),
	});
	const house = () => ({ newsroom, federation });
	const delivery: DeliveryDoor = createDelivery({
		...{ ...base, openChannel: openChannelOf(channels.openSwiftly, house) },
		presence: channels.presence,
		book: channels.book,
		unit: unitFactsOf(people, channels),
		names: people.names,
		alarm: (tx, alarm) => writeAlarm(tx, { alarm, people, mailer, origin }),
		...{ reportTrouble: reportTroubleTo(channels), counting: countingFor(people, channels) },
	});
	const identify = async (request: Request) => settings.identifyAs?.(request) ?? people.identify(request);
	const around = { ...base, outbound, people, channels, delivery, mailer, pictures, identify };
	const voicesOf = (postIds: readonly string[]) => dialogue.voicesOf(postIds);
	const openingOf = (path: readonly string[]) => dialogue.openingOf(path);
	const writing: Writers = hireWriters({ ...around, notices: desk, voicesOf, openingOf });
	const dialogue: Dialogue = createDialogue({
		...around,
		...askedByDialogue(people, unitPath),
		...{ notices: desk, records, imap, streams: settings.streams ?? true },
		scan: settings.scanner === undefined ? undefined : createScanner(settings.scanner),
		channels: { ...channels, openChannel: openChannelOf(channels.openChannel, house) },
		...writing,
	});
	const heard = (presenceId: string): void => dialogue.hear(presenceId);
	const outward = { outbound, trial, version: VERSION, pageOfUnit: newsroom.pageOfUnit, heard };
	const federation = createFederation({ ...base, ...outward, ledger: records.ledger, people, channels, delivery });
	delivery.carriesOn(async (tx) => [...(await federation.underWay(tx)), ...(await writing.editorial.underWay(tx))]);
	delivery.onOutcome('dialogue', dialogue.noteOutcome);
	const rest = { ...writing, newsroom, federation, dialogue, practice, identify };
	return { mailer, people, desk, records, channels, delivery, ...rest };
};
