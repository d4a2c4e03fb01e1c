import type { Asked, Place } from './wrong.ts';

export const VERSION = { 'linkedin-version': '202608', 'x-restli-protocol-version': '2.0.0' };
export const ask = (path: string, more: Partial<Asked> = {}): Asked => ({
	path,
	...more,
	headers: { ...VERSION, ...more.headers },
});
export const enc = (urn: string): string =>
	encodeURIComponent(urn).replace(/[()]/g, (sign) => (sign === '(' ? '%28' : '%29'));
export const organisation = ({ account }: Pick<Place, 'account'>) => `urn:li:organization:${account}`;

const good = (at: Pick<Place, 'account'>) => ({
	author: organisation(at),
	commentary: 'Hallo',
	visibility: 'PUBLIC',
	distribution: { feedDistribution: 'MAIN_FEED', targetEntities: [], thirdPartyDistributionChannels: [] },
	lifecycleState: 'PUBLISHED',
});
export const post = (at: Pick<Place, 'account'>, more: object = {}): Asked =>
	ask('/rest/posts', { method: 'POST', json: { ...good(at), ...more } });
export const begin = (at: Pick<Place, 'account'>, kind: string, more: object = {}): Asked =>
	ask(`/rest/${kind}?action=initializeUpload`, {
		method: 'POST',
		json: { initializeUploadRequest: { owner: organisation(at), ...more } },
	});
