import type { Asked, Place, Wrong } from './wrong.ts';

const VERSION = { 'linkedin-version': '202608', 'x-restli-protocol-version': '2.0.0' };
const ask = (search: string): Asked => ({
	path: `/rest/organizationalEntityShareStatistics?q=organizationalEntity&${search}`,
	headers: VERSION,
});
const organisation = ({ account }: Pick<Place, 'account'>) => encodeURIComponent(`urn:li:organization:${account}`);

/** SPEC: Share Statistics; each is refused there for the reason named. */
export const wrongFigures: readonly Wrong[] = [
	{
		name: 'figures of another organisation',
		ask: ({ own }) =>
			ask(`organizationalEntity=${organisation({ account: '1' })}&shares=List(urn%3Ali%3Ashare%3A${own})`),
		status: 403,
		says: /not an organization that you administer/,
	},
	{
		name: 'figures of no post',
		ask: (at) => ask(`organizationalEntity=${organisation(at)}`),
		status: 400,
		says: /shares: List/,
	},
];
