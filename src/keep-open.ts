import type { Instant } from '#kernel/time.ts';
import { Hindrance } from '#platform/db/embedded/hindrance.ts';
import type { Log } from '#platform/log.ts';

import { type Config, refuseOpen } from './config.ts';
import type { OfficeSettings } from './corridor.ts';
import { type OpenOffice, openOffice } from './office.ts';
import { buildSample } from './sample/build.ts';
import { musterstadt } from './sample/city/index.ts';
import { clearSample } from './sample/clear.ts';
import { inTurn } from './sample/turn.ts';
import type { Listening } from './serve.ts';

type Wish = 'build' | 'clear';

interface Keeping {
	readonly config: Config;
	readonly settings: OfficeSettings;
	readonly listening: Listening;
	/** Fires when the program was told to end. */
	readonly ending: AbortSignal;
	readonly now: () => Instant;
	readonly say: (line: string) => void;
	readonly log: Log;
}

/**
 * Keeps the office open until the program is told to end. On somebody's wish it closes the office, builds or removes the
 * sample city, and opens the office anew; meanwhile the listener says that it is starting, and how far it is.
 */
export const keepOpen = async (keeping: Keeping): Promise<void> => {
	const { config, listening, ending } = keeping;
	let first = true;
	while (!ending.aborted) {
		const asked = Promise.withResolvers<Wish>();
		// Other processes would go on working with what is gone, and a bucket is never emptied.
		const onSampleWish = config.role === 'all' && config.files === 'disk' ? asked.resolve : undefined;
		const office = await openOffice({ ...keeping.settings, ...(onSampleWish ? { onSampleWish } : {}) });
		const wish = (await wishAtStart(office, config, first)) ?? (await serve(keeping, office, asked.promise));
		first = false;
		await listening.pause();
		await office.close();
		if (wish !== 'end') await inTurn({ ...keeping.settings, ending }, () => fulfil(keeping, wish));
	}
};

/** What has to happen before anybody is let in. */
const wishAtStart = async (office: OpenOffice, config: Config, first: boolean): Promise<Wish | undefined> => {
	const state = await office.people.sampleState();
	if (state === 'building') return 'build';
	if (state === 'ready') {
		refuseOpen('The sample city', config);
		return undefined;
	}
	if (!config.sample || !first) return undefined;
	if (await office.people.isEmpty()) return 'build';
	throw new Hindrance(
		`${config.data} holds an installation with people of its own. The sample city needs an empty one: choose another folder with --data.`,
	);
};

const serve = async (
	{ config, listening, ending, say }: Keeping,
	office: OpenOffice,
	asked: Promise<Wish>,
): Promise<Wish | 'end'> => {
	const ended = new Promise<'end'>((resolve) => {
		if (ending.aborted) resolve('end');
		ending.addEventListener('abort', () => resolve('end'), { once: true });
	});
	listening.answerWith(office);
	await greet(config, office, say);
	return Promise.race([asked, ended]);
};

const fulfil = async ({ settings, listening, ending, now, say, log }: Keeping, wish: Wish): Promise<void> => {
	await clearSample(settings);
	if (wish === 'clear') return;
	const tenth = (done: number, of: number): number => Math.floor((10 * done) / of);
	let said = -1;
	const tell = (done: number, of: number): void => {
		listening.progress({ done, of });
		if (tenth(done, of) === said) return;
		said = tenth(done, of);
		say(`${musterstadt.name}: ${said * 10} %`);
	};
	try {
		await buildSample({ settings, city: musterstadt, now: now(), tell, ending });
	} catch (thrown) {
		if (ending.aborted) return;
		// Half a city is of no use to anybody: the next office is an empty one.
		await clearSample(settings);
		log.error('the sample city could not be built', { reason: thrown instanceof Error ? thrown.message : 'unknown' });
	}
};

/** Where it is, and, until there is an administrator, how to begin. */
const greet = async ({ origin, role }: Config, office: OpenOffice, say: Keeping['say']): Promise<void> => {
	say(`Amtsfunk: ${origin}/`);
	// Every code voids the one before; where nobody is served none is made.
	if (role === 'jobs') return;
	const code = await office.people.setUpCode();
	if (code === null) return say(`Schreibtisch: ${origin}/desk/`);
	say(`Einrichten / set up: ${origin}/desk/einrichten`);
	say(`Einrichtungscode / set-up code: ${code}`);
};
