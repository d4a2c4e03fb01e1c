import type { Language } from '#kernel/language.ts';
import type { Failure } from '#kernel/result.ts';

import deAnswering from './de/answering.json' with { type: 'json' };
import deApproval from './de/approval.json' with { type: 'json' };
import deChannels from './de/channels.json' with { type: 'json' };
import deCommon from './de/common.json' with { type: 'json' };
import deDelivery from './de/delivery.json' with { type: 'json' };
import deDesk from './de/desk.json' with { type: 'json' };
import deDialogue from './de/dialogue.json' with { type: 'json' };
import deEditorial from './de/editorial.json' with { type: 'json' };
import deFederation from './de/federation.json' with { type: 'json' };
import deGuide from './de/guide.json' with { type: 'json' };
import deInquiry from './de/inquiry.json' with { type: 'json' };
import deLibrary from './de/library.json' with { type: 'json' };
import deModeration from './de/moderation.json' with { type: 'json' };
import deNewsroom from './de/newsroom.json' with { type: 'json' };
import dePeople from './de/people.json' with { type: 'json' };
import dePlanning from './de/planning.json' with { type: 'json' };
import dePolicy from './de/policy.json' with { type: 'json' };
import dePress from './de/press.json' with { type: 'json' };
import dePrivacy from './de/privacy.json' with { type: 'json' };
import deRecords from './de/records.json' with { type: 'json' };
import deRules from './de/rules.json' with { type: 'json' };
import deSample from './de/sample.json' with { type: 'json' };
import deShell from './de/shell.json' with { type: 'json' };
import deToday from './de/today.json' with { type: 'json' };
import deVoices from './de/voices.json' with { type: 'json' };
import enAnswering from './en/answering.json' with { type: 'json' };
import enApproval from './en/approval.json' with { type: 'json' };
import enChannels from './en/channels.json' with { type: 'json' };
import enCommon from './en/common.json' with { type: 'json' };
import enDelivery from './en/delivery.json' with { type: 'json' };
import enDesk from './en/desk.json' with { type: 'json' };
import enDialogue from './en/dialogue.json' with { type: 'json' };
import enEditorial from './en/editorial.json' with { type: 'json' };
import enFederation from './en/federation.json' with { type: 'json' };
import enGuide from './en/guide.json' with { type: 'json' };
import enInquiry from './en/inquiry.json' with { type: 'json' };
import enLibrary from './en/library.json' with { type: 'json' };
import enModeration from './en/moderation.json' with { type: 'json' };
import enNewsroom from './en/newsroom.json' with { type: 'json' };
import enPeople from './en/people.json' with { type: 'json' };
import enPlanning from './en/planning.json' with { type: 'json' };
import enPolicy from './en/policy.json' with { type: 'json' };
import enPress from './en/press.json' with { type: 'json' };
import enPrivacy from './en/privacy.json' with { type: 'json' };
import enRecords from './en/records.json' with { type: 'json' };
import enRules from './en/rules.json' with { type: 'json' };
import enSample from './en/sample.json' with { type: 'json' };
import enShell from './en/shell.json' with { type: 'json' };
import enToday from './en/today.json' with { type: 'json' };
import enVoices from './en/voices.json' with { type: 'json' };
import { createTranslator, type Texts, textAt } from './translator.ts';

// One line per file and language. The key is the namespace: the file's name.
const de = {
	answering: deAnswering,
	approval: deApproval,
	channels: deChannels,
	common: deCommon,
	delivery: deDelivery,
	desk: deDesk,
	dialogue: deDialogue,
	editorial: deEditorial,
	federation: deFederation,
	guide: deGuide,
	inquiry: deInquiry,
	library: deLibrary,
	moderation: deModeration,
	newsroom: deNewsroom,
	people: dePeople,
	planning: dePlanning,
	policy: dePolicy,
	press: dePress,
	privacy: dePrivacy,
	records: deRecords,
	rules: deRules,
	sample: deSample,
	shell: deShell,
	today: deToday,
	voices: deVoices,
};
const en = {
	answering: enAnswering,
	approval: enApproval,
	channels: enChannels,
	common: enCommon,
	delivery: enDelivery,
	desk: enDesk,
	dialogue: enDialogue,
	editorial: enEditorial,
	federation: enFederation,
	guide: enGuide,
	inquiry: enInquiry,
	library: enLibrary,
	moderation: enModeration,
	newsroom: enNewsroom,
	people: enPeople,
	planning: enPlanning,
	policy: enPolicy,
	press: enPress,
	privacy: enPrivacy,
	records: enRecords,
	rules: enRules,
	sample: enSample,
	shell: enShell,
	today: enToday,
	voices: enVoices,
};

type Files = typeof de;

/** The catalogue of one language: a namespace per file, and the sentences of all failures under `failures`. */
export type Catalogue = { readonly [Name in keyof Files]: Omit<Files[Name], 'failures'> } & {
	readonly failures: Texts;
};

const together = (files: Readonly<Record<string, Texts>>): Catalogue => {
	const namespaces: Record<string, Texts> = {};
	let failures: Texts = {};
	for (const [name, { failures: own, ...texts }] of Object.entries(files)) {
		namespaces[name] = texts;
		if (typeof own === 'object') failures = merged(failures, own);
	}
	// NOTE: the loop keeps exactly the names of `Files`; the compiler cannot follow it.
	return { ...namespaces, failures } as unknown as Catalogue;
};

const merged = (one: Texts, other: Texts): Texts => {
	const result: Record<string, string | Texts> = { ...one };
	for (const [key, value] of Object.entries(other)) {
		const before = result[key];
		result[key] = typeof before === 'object' && typeof value === 'object' ? merged(before, value) : value;
	}
	return result;
};

/** Every text a person can see, per language. */
export const catalogues: Readonly<Record<Language, Catalogue>> = { de: together(de), en: together(en) };

type Values = Readonly<Record<string, string | number | Date>>;
/** Says a text by its full key (`common.act.save`), with the values it names. */
export type Say = (key: string, values?: Values) => string;

const voices: Readonly<Record<Language, Say>> = {
	de: createTranslator({ locale: 'de', texts: catalogues.de }),
	en: createTranslator({ locale: 'en', texts: catalogues.en }),
};

/** The voice outside React: public pages, mails, the command line. A missing key shows itself. */
export const sayIn = (language: Language): Say => voices[language];

/** Says a failure in a sentence. One without a sentence of its own is named by its type, never hidden. */
export const sayFailure = (language: Language, failure: Failure & { readonly detail?: object }): string => {
	const say = sayIn(language);
	const known = textAt(catalogues[language].failures, failure.type) !== undefined;
	const { type, detail, ...rest } = failure;
	return known ? say(`failures.${type}`, printable({ ...rest, ...detail })) : say('failures.office.unknown', { type });
};

const printable = (detail: Readonly<Record<string, unknown>>): Values => {
	const entries = Object.entries(detail).flatMap(([key, value]) =>
		typeof value === 'string' || typeof value === 'number' ? [[key, value] as const] : [],
	);
	return Object.fromEntries(entries);
};
