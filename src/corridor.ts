import type { Ids } from '#kernel/ids.ts';
import type { Actor } from '#kernel/permission.ts';
import type { Clock } from '#kernel/time.ts';
import { type Attendance, createAttendance } from '#platform/attendance.ts';
import { type Background, createBackground } from '#platform/background.ts';
import { machineIds } from '#platform/chance.ts';
import { machineClock } from '#platform/clock.ts';
import { createSealer, type Sealer } from '#platform/crypto/sealer.ts';
import { createDatabase, type Database } from '#platform/db/database.ts';
import { Hindrance } from '#platform/db/embedded/hindrance.ts';
import { type Engine, openEngine } from '#platform/db/engine.ts';
import { isRightKey } from '#platform/db/key-check.ts';
import { migrate } from '#platform/db/migrate.ts';
import { createEvents, type Events } from '#platform/events.ts';
import { type FilesPlace, openFiles } from '#platform/files/place.ts';
import type { Files } from '#platform/files.ts';
import { createLog, type Log } from '#platform/log.ts';
import type { World } from '#platform/outbound/create-outbound.ts';
import type { InnerHosts } from '#platform/outbound/inner-hosts.ts';

import { allMigrations } from './migrations.ts';

/** What the office needs to know of the world before it opens. */
export interface OfficeSettings {
	readonly databaseUrl: string;
	/** 32 bytes; see `loadKey`. */
	readonly key: Uint8Array;
	readonly data: string;
	/** Where uploaded files lie; in the data folder when absent. */
	readonly files?: FilesPlace;
	readonly origin: string;
	readonly lab: boolean;
	readonly role: 'all' | 'web' | 'jobs';
	readonly tsaUrl: string | undefined;
	/** How long a network may fetch a file of a delivery at the longest; an hour when absent. */
	readonly mediaMs?: number | undefined;
	/** `host:port` of a ClamAV that looks at files of others. */
	readonly scanner?: string | undefined;
	/** Machines of the own network that may be reached. */
	readonly innerHosts?: InnerHosts;
	/** Whether lines are kept open on which networks say that something came in; else they are only asked. */
	readonly streams?: boolean;
	/** The most connections of the pool. */
	readonly connections?: number;
	readonly logLevel: 'info' | 'warn' | 'silent';
	/** What happens when somebody asks for the sample city, or for its end. Absent where the office cannot be rebuilt. */
	readonly onSampleWish?: (wish: 'build' | 'clear') => void;
	/** Folder of the built desk; without it only the API and the public site answer. */
	readonly desk?: string;
	/** Taken before the schema of a database that holds data changes. */
	readonly backupBeforeMigration?: () => Promise<void>;
	/** Tests wind their own clock. */
	readonly clock?: Clock;
	/** By which housekeeping and polls come round, where that is not the clock of everything. */
	readonly rounds?: Clock;
	/** Tests give names and certificates of their own. */
	readonly world?: World;
	/** Tests, and the sample city while it is being told, name the actor of a request themselves; asked before the sign-in. An office that listens never sets it. */
	readonly identifyAs?: (request: Request) => Actor | null;
}

/** The services every module may use. They know no module. */
export interface Corridor {
	readonly engine: Engine;
	readonly db: Database;
	/** The same database over a few connections of their own that always stand: what is due does not wait behind long questions. */
	readonly swiftDb: Database;
	readonly clock: Clock;
	readonly ids: Ids;
	readonly log: Log;
	readonly background: Background;
	readonly events: Events;
	readonly attendance: Attendance;
	readonly files: Files;
	readonly sealer: Sealer;
	close(): Promise<void>;
}

const CONNECTIONS = 20;
/** Few, so that each of their servers has seen every table it is asked for a moment ago. */
const SWIFT = 3;

/** Opens the services in order: log, database (schema brought up to date), live events, files. */
export const openCorridor = async (settings: OfficeSettings): Promise<Corridor> => {
	const clock = settings.clock ?? machineClock;
	const log = createLog(settings.logLevel);
	const background = createBackground(log);
	const engine = openEngine(settings.databaseUrl, { max: settings.connections ?? CONNECTIONS, log });
	const swift = openEngine(settings.databaseUrl, { max: SWIFT, kept: SWIFT, log });
	try {
		const steps = await migrate(engine.engine, allMigrations, settings.backupBeforeMigration);
		if (steps.length > 0) log.info('schema brought up to date', { steps });
		const sealer = createSealer(settings.key);
		if (!(await isRightKey(engine.engine, sealer)))
			throw new Hindrance(
				'The key file is not the key of this database: what is stored could not be opened. Put the right key file back.',
			);
		const ids = machineIds(clock);
		const cut = (): void => {
			for (const one of [engine, swift]) one.cut();
		};
		const events = await createEvents({ connect: engine.connect, cut, ids, log });
		const db = createDatabase(engine);
		return {
			engine,
			db,
			swiftDb: createDatabase(swift),
			attendance: createAttendance({ events, clock, db }),
			clock,
			ids,
			log,
			background,
			events,
			files: await openFiles(settings.files ?? 'disk', settings.data),
			sealer,
			async close() {
				await background.idle();
				await events.close();
				await swift.close();
				await engine.close();
			},
		};
	} catch (thrown) {
		await swift.close();
		await engine.close();
		throw thrown;
	}
};
