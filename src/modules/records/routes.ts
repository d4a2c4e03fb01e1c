import {
	confirmErasureEndpoint,
	consistencyEndpoint,
	declineErasureEndpoint,
	latestCheckpointEndpoint,
	liftHoldEndpoint,
	listCheckpointsEndpoint,
	listErasuresEndpoint,
	listHoldsEndpoint,
	listRecordKindsEndpoint,
	listRecordsEndpoint,
	logKeyEndpoint,
	publicProofEndpoint,
	readRecordEndpoint,
	readSubjectProofEndpoint,
	requestErasureEndpoint,
	setHoldEndpoint,
} from '#contract/records.ts';
import { unitsWhere } from '#kernel/permission.ts';
import { fail, ok } from '#kernel/result.ts';
import type { Mount } from '#platform/http/mount.ts';

import { confirmErasure } from './confirm-erasure.ts';
import { declineErasure } from './decline-erasure.ts';
import { keyIdOf, toBase64 } from './domain/checkpoint.ts';
import { toHex } from './domain/leaf.ts';
import { listErasures, listHolds } from './erasures.ts';
import { nodeHashes } from './hashes.ts';
import { liftHold } from './lift-hold.ts';
import type { ActNeeds } from './needs.ts';
import { proveConsistency } from './proofs.ts';
import { listCheckpoints, listKinds, listRecords, toCheckpoint } from './queries.ts';
import { createReadRecord } from './read-record.ts';
import { requestErasure } from './request-erasure.ts';
import { setHold } from './set-hold.ts';
import { lastCheckpoint, logIdentity } from './store.ts';
import { proofOf, publicProof } from './subject-proof.ts';

export const mountRecords = (mount: Mount, needs: ActNeeds): void => {
	mountLists(mount, needs);
	mountErasure(mount, needs);
	mountPublicLog(mount, needs);
};

const mountLists = (mount: Mount, needs: ActNeeds): void => {
	const { db } = needs;
	const readRecord = createReadRecord(needs);
	mount(listRecordsEndpoint, {
		problems: {},
		async handle(input, { actor }) {
			const page = await db.read('list records', (tx) => listRecords(tx, input, unitsWhere(actor, 'record.read')));
			const names = await needs.namesOf(page.items, actor);
			// NOTE: what was erased stays without a name, though the thing itself may still have one.
			const named = (one: (typeof page.items)[number]) => (one.erased ? null : (names.get(one.subject) ?? null));
			return ok({ ...page, items: page.items.map((one) => ({ ...one, name: named(one) })) });
		},
	});
	mount(listRecordKindsEndpoint, {
		problems: {},
		handle: async () => ok({ kinds: await db.read('kinds of record', listKinds) }),
	});
	mount(readRecordEndpoint, {
		problems: { 'access.denied': 403, 'records.no-such-record': 404 },
		handle: ({ id, names = false }, { actor }) => readRecord(actor, { id, names }),
	});
	mount(readSubjectProofEndpoint, {
		problems: {},
		handle: async ({ subject }, { actor }) => ok(await proofOf(needs, actor, subject)),
	});
	mount(listCheckpointsEndpoint, {
		problems: {},
		handle: async ({ cursor, limit }) =>
			ok(await db.read('list checkpoints', (tx) => listCheckpoints(tx, cursor, limit))),
	});
};

const mountErasure = (mount: Mount, needs: ActNeeds): void => {
	const { db, sealer } = needs;
	mount(listErasuresEndpoint, {
		problems: {},
		handle: async (input, { actor }) =>
			ok(await db.read('list erasures', (tx) => listErasures(tx, input, { sealer, actor }))),
	});
	mount(requestErasureEndpoint, {
		problems: { 'access.denied': 403, 'records.held': 409, 'records.nothing-to-erase': 404 },
		handle: (input, { actor }) => requestErasure(needs, actor, input),
	});
	mount(confirmErasureEndpoint, {
		problems: {
			'access.denied': 403,
			'records.no-such-erasure': 404,
			'records.own-request': 409,
			'records.held': 409,
		},
		handle: ({ id }, { actor }) => confirmErasure(needs, actor, id),
	});
	mount(declineErasureEndpoint, {
		problems: { 'access.denied': 403, 'records.no-such-erasure': 404 },
		handle: ({ id }, { actor }) => declineErasure(needs, actor, id),
	});
	mount(listHoldsEndpoint, {
		problems: {},
		handle: async (input) => ok(await db.read('list holds', (tx) => listHolds(tx, input, sealer))),
	});
	mount(setHoldEndpoint, {
		problems: { 'access.denied': 403 },
		handle: (input, { actor }) => setHold(needs, actor, input),
	});
	mount(liftHoldEndpoint, {
		problems: { 'access.denied': 403, 'records.no-such-hold': 404 },
		handle: ({ id }, { actor }) => liftHold(needs, actor, id),
	});
};

const mountPublicLog = (mount: Mount, needs: ActNeeds): void => {
	const { db } = needs;
	const none = fail({ type: 'records.no-checkpoint-yet' });
	mount(latestCheckpointEndpoint, {
		problems: { 'records.no-checkpoint-yet': 404 },
		handle: async () => {
			const checkpoint = await db.read('newest checkpoint', lastCheckpoint);
			return checkpoint ? ok(toCheckpoint(checkpoint)) : none;
		},
	});
	mount(publicProofEndpoint, {
		problems: { 'records.no-such-proof': 404 },
		handle: ({ subject }) => publicProof(needs, subject),
	});
	mount(logKeyEndpoint, {
		problems: { 'records.no-checkpoint-yet': 404 },
		handle: async () => {
			const found = await db.read('log key', logIdentity);
			if (!found) return none;
			const { name, publicKey } = found;
			const keyId = toHex(keyIdOf(nodeHashes.sha256, name, publicKey));
			return ok({ origin: name, publicKey: toBase64(publicKey), keyId });
		},
	});
	mount(consistencyEndpoint, {
		problems: { 'records.no-such-checkpoint': 404 },
		handle: ({ from }) =>
			db.read('consistency', async (tx) => {
				const checkpoint = await lastCheckpoint(tx);
				if (!checkpoint || from > checkpoint.size) return fail({ type: 'records.no-such-checkpoint' });
				return ok({
					from,
					checkpoint: toCheckpoint(checkpoint),
					proof: await proveConsistency(tx, from, checkpoint),
				});
			}),
	});
};
