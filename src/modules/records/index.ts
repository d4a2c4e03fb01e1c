import type { Hono } from 'hono';
import type { z } from 'zod';

import type { SubjectProof } from '#contract/records.ts';
import type { Ids } from '#kernel/ids.ts';
import type { Actor } from '#kernel/permission.ts';
import type { Result } from '#kernel/result.ts';
import type { Clock } from '#kernel/time.ts';
import { createAct, type Ledger } from '#platform/act.ts';
import type { Background } from '#platform/background.ts';
import type { Chore } from '#platform/chores.ts';
import type { Sealer } from '#platform/crypto/sealer.ts';
import type { Database } from '#platform/db/database.ts';
import type { Events } from '#platform/events.ts';
import type { Check } from '#platform/health.ts';
import type { Mount } from '#platform/http/mount.ts';
import type { Log } from '#platform/log.ts';
import type { Outbound } from '#platform/outbound/outbound.ts';

import { type ExportFailure, leaveExport, mountDownload } from './download.ts';
import { type ExportRequest, exportRecords } from './export.ts';
import { forgetRecords } from './forget.ts';
import { createLedger } from './leave.ts';
import { logCheck } from './log-check.ts';
import { createLogKey } from './log-key.ts';
import type { NamesOf } from './needs.ts';
import { mountRecords } from './routes.ts';
import { createSequencer } from './sequence.job.ts';
import { stampChore } from './stamp.job.ts';
import { logState, type OpenLog, type OpenProof, proofOf, publicProof } from './subject-proof.ts';

export { recordsMigrations } from './migrations.ts';
export type { OpenProof } from './subject-proof.ts';

export interface RecordsNeeds {
	readonly db: Database;
	readonly clock: Clock;
	readonly ids: Ids;
	readonly events: Events;
	readonly sealer: Sealer;
	readonly log: Log;
	readonly background: Background;
	readonly outbound: Outbound;
	/** Public address of the installation; the log takes its name from it when the first checkpoint is signed. */
	readonly origin: string;
	/** RFC 3161 time-stamp authority; absent: checkpoints carry no foreign stamp. */
	readonly tsaUrl?: string | undefined;
	/** Absent: subjects go by their ids. */
	readonly namesOf?: NamesOf;
}

export interface Records {
	/** Writes leaves in the caller's transaction; `createAct` takes it. */
	readonly ledger: Ledger;
	mountRoutes(mount: Mount): void;
	/** The export download, which is a stream and no JSON. */
	mountRaw(app: Hono, identify: (request: Request) => Promise<Actor | null>): void;
	readonly chores: readonly Chore[];
	readonly check: Check;
	/** Numbers rows from now on; only where jobs run. */
	start(): void;
	stop(): void;
	/** Numbers everything committed by now and signs it. */
	sequenceNow(): Promise<void>;
	/** Destroys records whose term is over in the caller's transaction; gives the tombstones, or null under a legal hold. */
	readonly forget: ReturnType<typeof forgetRecords>;
	/** Where the records of a subject stand, as this person may see it. */
	proofOf(actor: Actor, subject: string): Promise<z.input<typeof SubjectProof>>;
	/** The proof everybody may see of a subject that stood in public. */
	publicProof(subject: string): Promise<Result<OpenProof, { readonly type: 'records.no-such-proof' }>>;
	/** Name, key and newest checkpoint of the log, for everybody; null before the first one. */
	logState(): Promise<OpenLog | null>;
	/** Writes an export file and leaves the leaf that says so. */
	exportRecords(
		actor: Actor,
		request: ExportRequest & { readonly to: string },
	): Promise<Result<{ bytes: number }, ExportFailure>>;
}

/** Opens the records module: the one log of everything the office did. */
export const createRecords = (needs: RecordsNeeds): Records => {
	const { db, sealer, origin, tsaUrl } = needs;
	const key = createLogKey(sealer.derive('records.log-key'));
	const sequencer = createSequencer({ ...needs, key, logName: `${new URL(origin).host}/api/log` });
	const ledger = createLedger({ ...needs, left: sequencer.arm });
	const act = createAct({ db, ledger });
	const actNeeds = { ...needs, act, namesOf: needs.namesOf ?? (async () => new Map<string, string>()) };
	const exporting = { ...needs, act, key, sequenceNow: sequencer.sequenceNow };
	return {
		ledger,
		mountRoutes: (mount) => mountRecords(mount, actNeeds),
		mountRaw: (app, identify) => mountDownload(app, { ...exporting, identify }),
		chores: tsaUrl === undefined ? [] : [stampChore({ ...needs, tsaUrl })],
		check: logCheck(needs),
		start: sequencer.start,
		stop: sequencer.stop,
		sequenceNow: sequencer.sequenceNow,
		forget: forgetRecords(needs),
		proofOf: (actor, subject) => proofOf(needs, actor, subject),
		publicProof: (subject) => publicProof(needs, subject),
		logState: () => logState(needs),
		async exportRecords(actor, request) {
			const left = await leaveExport(exporting, actor, request);
			return left.ok ? exportRecords(exporting, request) : left;
		},
	};
};
