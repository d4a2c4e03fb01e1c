import * as wire from '#contract/library.ts';
import type { Mount } from '#platform/http/mount.ts';

import type { LibraryActs } from './acts.ts';

const item = { 'access.denied': 403, 'library.not-found': 404 } as const;
const folder = {
	'access.denied': 403,
	'library.no-such-folder': 404,
	'library.folder-name-taken': 409,
} as const;

/** Hangs the library on its addresses; folders before single pictures, whose address would swallow them. */
export const libraryRoutes = (mount: Mount, { read, ...act }: LibraryActs): void => {
	mount(wire.listLibraryEndpoint, { problems: {}, handle: (input, { actor }) => read.list(input, actor) });
	mount(wire.listFoldersEndpoint, { problems: {}, handle: (input, { actor }) => read.folders(input, actor) });
	mount(wire.createFolderEndpoint, { problems: folder, handle: (input, { actor }) => act.createFolder(input, actor) });
	mount(wire.renameFolderEndpoint, { problems: folder, handle: (input, { actor }) => act.renameFolder(input, actor) });
	mount(wire.removeFolderEndpoint, { problems: folder, handle: (input, { actor }) => act.removeFolder(input, actor) });
	mount(wire.moveLibraryItemsEndpoint, {
		problems: { ...item, 'library.no-such-folder': 404, 'library.folder-of-others': 409 },
		handle: (input, { actor }) => act.move(input, actor),
	});
	mount(wire.readLibraryItemEndpoint, {
		problems: { 'library.not-found': 404 },
		handle: (input, { actor }) => read.one(input, actor),
	});
	mount(wire.changeLibraryItemEndpoint, {
		problems: { ...item, 'library.changed-meanwhile': 409, 'library.poster-unknown': 422 },
		handle: (input, { actor }) => act.change(input, actor),
	});
	mount(wire.changeCaptionsEndpoint, {
		problems: {
			...item,
			'library.no-film': 409,
			'library.changed-meanwhile': 409,
			'library.captions-faulty': 422,
		},
		handle: (input, { actor }) => act.changeCaptions(input, actor),
	});
	mount(wire.removeLibraryItemEndpoint, {
		problems: { ...item, 'library.in-use': 409, 'library.stands-for-film': 409 },
		handle: (input, { actor }) => act.remove(input, actor),
	});
};
