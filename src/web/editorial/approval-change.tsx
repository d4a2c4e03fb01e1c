import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { approveWithChangeEndpoint } from '#contract/approval.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { TextArea, TextField } from '../parts/field.tsx';
import { useOutletName } from './outlet-name.ts';
import type { PostView } from './shapes.ts';

type ChangeProps = Readonly<{ post: PostView; onClose: () => void }>;

/** The approver puts the words right and says yes to the result. */
export function ChangeDialog({ post, onClose }: ChangeProps) {
	const say = useTranslations('approval.change');
	const nameOf = useOutletName();
	const [title, setTitle] = useState(post.title);
	const [text, setText] = useState(post.text);
	const own = post.renditions.filter((one): one is { presenceId: string; text: string } => one.text !== null);
	const [renditions, setRenditions] = useState(new Map(own.map(({ presenceId, text: words }) => [presenceId, words])));
	const { run, busy, failure } = useAct(approveWithChangeEndpoint, { topics: ['post'], onDone: onClose });
	const base = (field: string) => post.versions[field]?.v ?? 0;
	const changed = own.filter(({ presenceId, text: before }) => renditions.get(presenceId) !== before);
	const send = () =>
		run({
			id: post.id,
			contentHash: post.contentHash ?? '',
			...(title === post.title ? {} : { title: { base: base('title'), value: title } }),
			...(text === post.text ? {} : { text: { base: base('text'), value: text } }),
			renditions: Object.fromEntries(
				changed.map(({ presenceId }) => [
					presenceId,
					{ base: base(`rendition:${presenceId}`), value: renditions.get(presenceId) ?? '' },
				]),
			),
		});
	const outletName = (id: string): string => {
		const outlet = post.outlets.find((one) => one.id === id);
		return outlet ? nameOf(outlet, post.outlets) : id;
	};
	const acts = (
		<>
			<Button onPress={onClose}>{say('leave')}</Button>
			<Button kind="main" icon="stamp" busy={busy} onPress={() => void send()}>
				{say('verb')}
			</Button>
		</>
	);
	return (
		<Dialog wide title={say('title')} onClose={onClose} acts={acts}>
			<p>{say('text')}</p>
			<FormSummary failure={failure} />
			<TextField label={say('headline')} value={title} onChange={setTitle} />
			<TextArea label={say('body')} value={text} rows={8} language={post.language} onChange={setText} />
			{own.map(({ presenceId }) => (
				<TextArea
					key={presenceId}
					label={say('own', { name: outletName(presenceId) })}
					value={renditions.get(presenceId) ?? ''}
					rows={4}
					language={post.language}
					onChange={(words) => setRenditions(new Map([...renditions, [presenceId, words]]))}
				/>
			))}
		</Dialog>
	);
}
