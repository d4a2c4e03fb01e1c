import * as wire from '#contract/pieces.ts';
import type { Mount } from '#platform/http/mount.ts';

import type { EditorialNeeds } from '../needs.ts';
import { changePiece, createPiece, removePiece, restorePiece } from './change-pieces.ts';
import { listPieces, usablePieces } from './read-pieces.ts';

const keep = {
	'access.denied': 403,
	'piece.name-taken': 409,
	'piece.signature-there': 409,
	'piece.presence-unknown': 422,
} as const;
const change = { ...keep, 'piece.not-found': 404 } as const;

/** Everything that is done with templates, text blocks and signatures. */
export const createPieceActs = (needs: EditorialNeeds) => ({
	list: listPieces(needs),
	usable: usablePieces(needs),
	create: createPiece(needs),
	change: changePiece(needs),
	remove: removePiece(needs),
	restore: restorePiece(needs),
});

export const pieceRoutes = (mount: Mount, act: ReturnType<typeof createPieceActs>): void => {
	mount(wire.listPiecesEndpoint, { problems: {}, handle: (input, { actor }) => act.list(input, actor) });
	mount(wire.usablePiecesEndpoint, {
		problems: { 'access.denied': 403 },
		handle: (input, { actor }) => act.usable(input, actor),
	});
	mount(wire.createPieceEndpoint, { problems: keep, handle: (input, { actor }) => act.create(input, actor) });
	mount(wire.changePieceEndpoint, {
		problems: { ...change, 'piece.changed-meanwhile': 409 },
		handle: (input, { actor }) => act.change(input, actor),
	});
	mount(wire.removePieceEndpoint, { problems: change, handle: (input, { actor }) => act.remove(input, actor) });
	mount(wire.restorePieceEndpoint, { problems: change, handle: (input, { actor }) => act.restore(input, actor) });
};
