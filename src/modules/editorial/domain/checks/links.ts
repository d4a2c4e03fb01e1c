import type { Hit, TextRule } from './rule.ts';

const LINK = /https?:\/\/[^\s<>"„“)\]]*[^\s<>"„“)\].,;:!?]/giu;
const TRACKING =
	/^(?:utm_\w+|fbclid|gclid|gclsrc|gbraid|wbraid|dclid|msclkid|mc_[ce]id|igsh(?:id)?|yclid|twclid|ttclid|li_fat_id|_hs(?:enc|mi)|mkt_tok|vero_\w+|wt[._]\w+|(?:pk|mtm|matomo|piwik)_\w+|cmpid|xtor|s_cid|trk|ref_src|__twitter_impression|oly_\w+_id|sfmc_\w+|at_(?:medium|campaign|custom\d)|wickedid|rb_clickid|ga_\w+|_ga|_gl)$/i;

/** Every web address in a text, with its place. */
export const linksIn = (text: string): readonly { readonly url: string; readonly range: Hit['range'] }[] =>
	[...text.matchAll(LINK)].map(({ 0: url, index }) => ({ url, range: [index, index + url.length] }));

/** The address without what only follows the reader; null when there was nothing of the kind. */
export const withoutTracking = (url: string): string | null => {
	const [, head = '', query = '', fragment = ''] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/u.exec(url) ?? [];
	const parts = query.split('&').filter((part) => part !== '');
	const kept = parts.filter((part) => !TRACKING.test(part.split('=')[0] ?? ''));
	return kept.length === parts.length ? null : head + (kept.length > 0 ? `?${kept.join('&')}` : '') + fragment;
};

/** A link that tells somebody else who came from where. */
export const tracking: TextRule = {
	id: 'tracking-link',
	severity: 'warning',
	paragraph: 'Art. 25 DSGVO',
	find: (text) =>
		linksIn(text).flatMap(({ url, range }): Hit[] => {
			const mend = withoutTracking(url);
			return mend === null ? [] : [{ range, mend }];
		}),
};
