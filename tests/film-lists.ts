import { listDeliveriesEndpoint } from '#contract/delivery.ts';
import { savePostEndpoint } from '#contract/editorial.ts';
import { correctPostEndpoint, publishCorrectionEndpoint } from '#contract/editorial-acts.ts';
import { listsOfPresenceEndpoint } from '#contract/outlets.ts';

import { must } from './must.ts';
import type { Newsdesk } from './newsdesk.ts';

interface Wanted {
	readonly presenceId: string;
	/** Which of the lists of the account. */
	readonly at: number;
}

/** The film of a post is put into one of the lists. */
export const chooseList = async ({ office, anna, read }: Newsdesk, id: string, { presenceId, at }: Wanted) => {
	const { items } = await must(office.call(listsOfPresenceEndpoint, { id: presenceId }, anna));
	const base = (await read(id)).versions[`list:${presenceId}`]?.v ?? 0;
	const renditionLists = { [presenceId]: { base, value: items[at] ?? null } };
	await must(office.call(savePostEndpoint, { id, renditionLists }, anna));
};

/** The same by a correction of what is out. */
export const moveToList = async (desk: Newsdesk, id: string, wanted: Wanted) => {
	const { office, anna } = desk;
	await must(office.call(correctPostEndpoint, { id, reason: 'Der Film gehört in eine andere Liste.' }, anna));
	await chooseList(desk, id, wanted);
	await desk.approve(id);
	await must(office.call(publishCorrectionEndpoint, { id }, anna));
};

/** The copy of a post at a network as the desk shows it. */
export const copyAt = async ({ office, anna }: Newsdesk, channel: string, subject: string) => {
	const { items } = await must(office.call(listDeliveriesEndpoint, { subject }, anna));
	const copy = items.find(({ operation, presence }) => operation === 'publish' && presence.channel === channel);
	if (copy === undefined) throw new Error(`no copy at ${channel}`);
	return { id: copy.id, presenceId: copy.presence.id, is: [copy.state, copy.reason] };
};
