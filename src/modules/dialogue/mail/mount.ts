import {
	endMailboxEndpoint,
	mailboxesEndpoint,
	saveMailboxEndpoint,
	testMailboxEndpoint,
} from '#contract/mailboxes.ts';
import type { Mount } from '#platform/http/mount.ts';
import type { Problems } from '#platform/http/problem.ts';

import type { DialogueNeeds } from '../needs.ts';
import { endMailbox, type MailboxFailure, readMailboxes, saveMailbox, testMailbox } from './manage.ts';

const problems: Problems<MailboxFailure> = {
	'access.denied': 403,
	'mailbox.not-found': 404,
	'mailbox.password-missing': 422,
	'mailbox.needs-tls': 422,
	'mailbox.read-already': 409,
	'mailbox.unreachable': 422,
	'mailbox.forbidden': 422,
	'mailbox.inner-host': 422,
	'mailbox.login-refused': 422,
	'mailbox.no-folder': 422,
	'mailbox.broken': 422,
};

export const mountMailboxes = (mount: Mount, needs: DialogueNeeds): void => {
	const [read, test, save, end] = [readMailboxes(needs), testMailbox(needs), saveMailbox(needs), endMailbox(needs)];
	mount(mailboxesEndpoint, { problems: { 'access.denied': 403 }, handle: ({ unit }, { actor }) => read(unit, actor) });
	mount(testMailboxEndpoint, { problems, handle: (given, { actor }) => test(given, actor) });
	mount(saveMailboxEndpoint, { problems, handle: (given, { actor }) => save(given, actor) });
	mount(endMailboxEndpoint, { problems, handle: ({ id }, { actor }) => end(id, actor) });
};
