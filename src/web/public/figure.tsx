/** @jsxImportSource hono/jsx */
import { CreditLine } from './credit-line.tsx';
import type { Page, View } from './model.ts';
import { Photo } from './parts.tsx';

/** How wide a picture stands in the text. */
export const TEXT_WIDTH = '(max-width: 60rem) 100vw, 712px';

/** A picture of a post with whose it is, which stands below it wherever it is shown. */
export const Figure = ({ view, picture }: { view: View; picture: Page['pictures'][number] }) => (
	<figure>
		<Photo picture={picture} shown={TEXT_WIDTH} />
		{picture.credit && <CreditLine view={view} credit={picture.credit} />}
	</figure>
);
