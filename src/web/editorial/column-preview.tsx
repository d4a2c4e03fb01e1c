import { type Details, optionsOf } from '#kernel/post-kind.ts';

import { useOffice } from '../shell/office.tsx';
import { documentThere, frontOf } from './front-note.tsx';
import { Lengths } from './lengths.tsx';
import { Preview } from './preview.tsx';
import type { Outlet, PostView } from './shapes.ts';
import type { Draft } from './use-draft.ts';
import type { Seen } from './words-shown.ts';

interface Said {
	readonly outlet: Outlet;
	readonly draft: Draft;
	/** Its words as they are written here, known by now. */
	readonly text: string;
	readonly parts: Seen['parts'];
	readonly link: string | undefined;
}

/** How long a column's words are with all that goes out along with them. */
export function ColumnLengths({ outlet, draft, text, ...rest }: Said & Readonly<{ pictures: number }>) {
	const { shown, beside } = frontOf(outlet, draft, text);
	return <Lengths outlet={outlet} text={shown} beside={beside} {...rest} />;
}

type PreviewProps = Said & Readonly<{ post: PostView; title: string; theme: 'light' | 'dark' }>;

/** A column's words as one reads them there. */
export function ColumnPreview({ post, outlet, draft, title, theme, text, parts, link }: PreviewProps) {
	const { authority } = useOffice();
	const { shown, warning } = frontOf(outlet, draft, text);
	const { fields } = draft;
	const [first] = Array.isArray(fields['media']) ? fields['media'].map(String) : [];
	return (
		<Preview
			outlet={outlet}
			theme={theme}
			text={shown}
			warning={warning}
			title={title}
			topic={typeof fields['topic'] === 'string' ? fields['topic'] : null}
			link={link}
			{...stillOf(first, post)}
			authority={authority.name}
			document={documentThere(outlet, draft)}
			options={outlet.polls ? optionsIn(draft) : []}
			parts={parts?.map((part) => ({ text: part.text, ...stillOf(part.media[0], post) }))}
		/>
	);
}

/** The first picture as a preview shows it; a film only once a picture stands for it. */
const stillOf = (id: string | undefined, post: PostView) => {
	const placed = post.media.find((media) => media.id === id);
	const isShown = id !== undefined && (placed?.film === undefined || placed.hasPoster === true);
	return { picture: isShown ? `/api/media/${id}/480` : undefined, placed: isShown ? placed : undefined };
};

/** The answers of a poll, where the post is one. */
const optionsIn = ({ fields }: Draft): readonly string[] => {
	// NOTE: the field holds what the office sent or what the fields of the details put in.
	const details = fields['details'] as Details | null;
	return fields['kind'] === 'poll' && details?.kind === 'poll' ? optionsOf(details) : [];
};
