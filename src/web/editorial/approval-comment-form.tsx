import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { addCommentEndpoint, type CommentView } from '#contract/comments.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Select, TextArea } from '../parts/field.tsx';
import { frozenToShow } from './frozen-to-show.ts';
import { mentionedIn, type Passage, sentencesOf } from './sentences.ts';
import type { PostView } from './shapes.ts';

type FormProps = Readonly<{
	post: PostView;
	colleagues: readonly CommentView['by'][];
	replyTo?: CommentView;
	onClose: () => void;
}>;

type Place = Passage & { readonly field: string };

/** The sentences of what is shown: the statement while it is written, else the first rendition as it goes out. */
const placesOf = (post: PostView): readonly Place[] => {
	const { frozen } = frozenToShow(post);
	const [home] = frozen?.renditions ?? [];
	const field = home?.presence ?? 'text';
	const title = {
		start: 0,
		end: (frozen?.title ?? post.title).length,
		quote: frozen?.title ?? post.title,
		field: 'title',
	};
	const sentences = sentencesOf(home?.text ?? post.text, post.language).map((one) => ({ ...one, field }));
	return [...(title.quote === '' ? [] : [title]), ...sentences];
};

/** The words selected on the page, when they stand in the text that is shown. */
const selectedPlace = (post: PostView): Place | null => {
	const quote = document.getSelection()?.toString().trim() ?? '';
	if (quote.length < 2) return null;
	const { frozen } = frozenToShow(post);
	const [home] = frozen?.renditions ?? [];
	const start = (home?.text ?? post.text).indexOf(quote);
	return start === -1 ? null : { field: home?.presence ?? 'text', start, end: start + quote.length, quote };
};

/** Says something, about a passage or the whole; addresses colleagues with @; makes it somebody's task. */
export function CommentForm({ post, colleagues, replyTo, onClose }: FormProps) {
	const say = useTranslations('approval.comments');
	const [body, setBody] = useState('');
	const [selected] = useState(() => (replyTo ? null : selectedPlace(post)));
	const [place, setPlace] = useState(selected ? 'selected' : '');
	const [taskFor, setTaskFor] = useState('');
	const { run, busy, failure } = useAct(addCommentEndpoint, { topics: ['post', 'notice'], onDone: onClose });
	const places = placesOf(post);
	const chosen = place === 'selected' ? selected : (places[Number(place || 'NaN')] ?? null);
	const send = () =>
		run({
			id: post.id,
			body,
			mentions: [...mentionedIn(body, colleagues)],
			...(replyTo ? { parentId: replyTo.id } : {}),
			...(chosen ? { passage: { field: chosen.field, start: chosen.start, end: chosen.end } } : {}),
			...(taskFor ? { taskFor } : {}),
		});
	const options = [
		...(selected ? [{ value: 'selected', label: say('selected', { quote: short(selected.quote) }) }] : []),
		...places.map(({ quote }, at) => ({ value: String(at), label: short(quote) })),
	];
	return (
		<form
			className="form appr-form"
			onSubmit={(event) => {
				event.preventDefault();
				if (body.trim() !== '' && !busy) void send();
			}}
		>
			<FormSummary failure={failure} />
			{!replyTo && (
				<Select label={say('passage')} value={place} empty={say('whole')} options={options} onChange={setPlace} />
			)}
			<TextArea
				label={replyTo ? say('reply-to', { name: replyTo.by.name }) : say('body')}
				hint={say('body-hint')}
				value={body}
				rows={3}
				autoFocus
				onChange={setBody}
			/>
			<Select
				label={say('task')}
				value={taskFor}
				empty={say('no-task')}
				options={colleagues.map(({ id, name }) => ({ value: id, label: name }))}
				onChange={setTaskFor}
			/>
			<div className="go">
				<Button onPress={onClose}>{say('cancel')}</Button>
				<Button kind="main" submit busy={busy} blocked={body.trim() === '' ? say('missing') : undefined}>
					{say('send')}
				</Button>
			</div>
		</form>
	);
}

const MOST = 90;
const short = (quote: string): string => (quote.length > MOST ? `${quote.slice(0, MOST)} …` : quote);
