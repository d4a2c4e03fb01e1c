/** @jsxImportSource hono/jsx */
import { type Credit, deedOf } from '#kernel/media-rights.ts';

import type { View } from './model.ts';

/** Whose picture it is and under which terms, as the terms of free licences ask for it. */
export const CreditLine = ({ view: { say }, credit }: { view: View; credit: Credit }) => {
	const { author, licence, note, url } = credit;
	const deed = deedOf(licence);
	const named = licence === 'cc0' || licence === 'public-domain' || deed !== null;
	const terms = named ? say(`credit.${licence}`) : note;
	return (
		<figcaption class="hint">
			{say('credit.by')}{' '}
			{url === null ? (
				author
			) : (
				<a href={url} rel="noopener noreferrer">
					{author}
				</a>
			)}
			{terms !== '' && ', '}
			{deed === null ? (
				terms
			) : (
				<a href={deed} rel="license noopener noreferrer">
					{terms}
				</a>
			)}
		</figcaption>
	);
};
