import type { RemoteRef } from '../../channel.ts';
import { addressOf, type Post, PostShape, type ThreadsContext, VERSION } from './wire.ts';

export const refTo = (context: ThreadsContext, { id, permalink }: Pick<Post, 'id' | 'permalink'>): RemoteRef => ({
	id,
	url: permalink ?? addressOf(context, id),
});

/** Where a post that was just published is read. If the network does not say it now, the account's page has to do. */
export const refOf = async (context: ThreadsContext, id: string): Promise<RemoteRef> => {
	const query = [['fields', 'id,permalink']] as const;
	const path = `${VERSION}/${encodeURIComponent(id)}`;
	const asked = await context.api({ method: 'GET', path, query, purpose: 'read' });
	const read = asked.ok ? PostShape.pick({ id: true, permalink: true }).safeParse(asked.value.body) : null;
	return read?.success ? refTo(context, read.data) : { id, url: `${context.web}/@${context.handle}` };
};
