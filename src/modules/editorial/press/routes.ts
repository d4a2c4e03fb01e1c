import * as wire from '#contract/press.ts';
import type { Mount } from '#platform/http/mount.ts';

import { addContact, changeContact, removeContact } from './contacts.ts';
import { confirmMail, releaseMailing, resendMail, stopMailing } from './decide-recipient.ts';
import { importContacts, previewContacts } from './import-contacts.ts';
import { createList, removeList, renameList } from './lists.ts';
import type { PressNeeds } from './needs.ts';
import { listContacts } from './read-contacts.ts';
import { listLists, usableLists } from './read-lists.ts';
import { listRecipients, readPostPress } from './read-mailing.ts';

/** Everything that is done with press contacts, their lists, and what went to them. */
export const createPressActs = (needs: PressNeeds) => ({
	contacts: listContacts(needs),
	addContact: addContact(needs),
	changeContact: changeContact(needs),
	removeContact: removeContact(needs),
	lists: listLists(needs),
	usable: usableLists(needs),
	createList: createList(needs),
	renameList: renameList(needs),
	removeList: removeList(needs),
	preview: previewContacts(needs),
	bring: importContacts(needs),
	ofPost: readPostPress(needs),
	recipients: listRecipients(needs),
	resend: resendMail(needs),
	confirm: confirmMail(needs),
	release: releaseMailing(needs),
	stop: stopMailing(needs),
});
type Acts = ReturnType<typeof createPressActs>;

const denied = { 'access.denied': 403 } as const;
const contact = { ...denied, 'press.no-such-contact': 404 } as const;
const list = { ...denied, 'press.no-such-list': 404 } as const;
const fits = { ...denied, 'press.address-taken': 409, 'press.no-such-list': 422, 'press.unsubscribed': 409 } as const;
const table = { ...denied, 'press.table-without-addresses': 422, 'press.table-too-long': 422 } as const;
const mailing = { ...denied, 'press.no-such-mailing': 409 } as const;
const recipient = {
	...mailing,
	'press.decided-meanwhile': 409,
	'press.contact-gone': 409,
	'press.contact-paused': 409,
} as const;
const post = { 'post.not-found': 404 } as const;

export const pressRoutes = (mount: Mount, act: Acts): void => {
	contactRoutes(mount, act);
	mailingRoutes(mount, act);
};

const contactRoutes = (mount: Mount, act: Acts): void => {
	mount(wire.listPressContactsEndpoint, { problems: {}, handle: (input, { actor }) => act.contacts(input, actor) });
	mount(wire.addPressContactEndpoint, { problems: fits, handle: (input, { actor }) => act.addContact(input, actor) });
	mount(wire.changePressContactEndpoint, {
		problems: { ...fits, ...contact, 'press.changed-meanwhile': 409 },
		handle: (input, { actor }) => act.changeContact(input, actor),
	});
	mount(wire.removePressContactEndpoint, {
		problems: contact,
		handle: (input, { actor }) => act.removeContact(input, actor),
	});
	mount(wire.usablePressListsEndpoint, { problems: denied, handle: (input, { actor }) => act.usable(input, actor) });
	mount(wire.listPressListsEndpoint, { problems: {}, handle: (input, { actor }) => act.lists(input, actor) });
	mount(wire.createPressListEndpoint, {
		problems: { ...denied, 'press.list-taken': 409 },
		handle: (input, { actor }) => act.createList(input, actor),
	});
	mount(wire.renamePressListEndpoint, {
		problems: { ...list, 'press.list-taken': 409 },
		handle: (input, { actor }) => act.renameList(input, actor),
	});
	mount(wire.removePressListEndpoint, { problems: list, handle: (input, { actor }) => act.removeList(input, actor) });
	mount(wire.previewContactsEndpoint, { problems: table, handle: (input, { actor }) => act.preview(input, actor) });
	mount(wire.importContactsEndpoint, {
		problems: { ...table, 'press.table-has-errors': 422, 'press.table-empty': 422 },
		handle: (input, { actor }) => act.bring(input, actor),
	});
};

const mailingRoutes = (mount: Mount, act: Acts): void => {
	mount(wire.postPressEndpoint, { problems: post, handle: (input, { actor }) => act.ofPost(input, actor) });
	mount(wire.listRecipientsEndpoint, { problems: post, handle: (input, { actor }) => act.recipients(input, actor) });
	mount(wire.resendPressEndpoint, { problems: recipient, handle: (input, { actor }) => act.resend(input, actor) });
	mount(wire.confirmPressEndpoint, { problems: recipient, handle: (input, { actor }) => act.confirm(input, actor) });
	mount(wire.releasePressEndpoint, { problems: mailing, handle: (input, { actor }) => act.release(input, actor) });
	mount(wire.stopPressEndpoint, { problems: mailing, handle: (input, { actor }) => act.stop(input, actor) });
};
