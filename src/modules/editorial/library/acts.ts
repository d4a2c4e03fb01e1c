import type { EditorialNeeds } from '../needs.ts';
import { changeCaptions } from './change-captions.ts';
import { changeLibraryItem } from './change-item.ts';
import { createFolder, listFolders, removeFolder, renameFolder } from './folders.ts';
import { listLibrary } from './list-items.ts';
import { moveLibraryItems } from './move-items.ts';
import { readLibraryItem } from './read-item.ts';
import { removeLibraryItem } from './remove-item.ts';

/** Everything that can be done with the pictures of the house, and everything that can be read of them. */
export const createLibraryActs = (needs: EditorialNeeds) => ({
	change: changeLibraryItem(needs),
	changeCaptions: changeCaptions(needs),
	remove: removeLibraryItem(needs),
	move: moveLibraryItems(needs),
	createFolder: createFolder(needs),
	renameFolder: renameFolder(needs),
	removeFolder: removeFolder(needs),
	read: { list: listLibrary(needs), one: readLibraryItem(needs), folders: listFolders(needs) },
});
export type LibraryActs = ReturnType<typeof createLibraryActs>;
