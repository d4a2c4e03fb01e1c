import { useTranslations } from 'use-intl';

import { topics } from '#contract/editorial.ts';
import { postKinds } from '#kernel/post-kind.ts';
import { asArticle } from '#kernel/thread.ts';

import { Field, Select, TextField } from '../parts/field.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { DetailFields } from './detail-fields.tsx';
import { DocumentField } from './document-field.tsx';
import { QuotesField, WarningFields } from './front-fields.tsx';
import { MarkedText } from './marked-text.tsx';
import { PictureFields } from './picture-fields.tsx';
import type { Checked, Finding, PostView } from './shapes.ts';
import { ThreadFields } from './thread-fields.tsx';
import type { Draft } from './use-draft.ts';
import { useSuggest } from './use-suggest.ts';
import { isThread } from './use-thread.ts';

type StatementProps = Readonly<{
	post: PostView;
	draft: Draft;
	findings: readonly Finding[];
	checked: Checked | undefined;
}>;

/** What the authority says, written once. */
export function StatementSheet({ post, draft, findings, checked }: StatementProps) {
	const say = useTranslations('editorial.composer');
	const rule = useTranslations('editorial');
	const { fields, set } = draft;
	const suggest = useSuggest(post.unitId, null);
	const of = (field: string) => findings.filter((finding) => finding.field === field);
	const titleError = of('title').find(({ severity }) => severity === 'block');
	const topic = typeof fields['topic'] === 'string' ? fields['topic'] : '';
	const known: readonly string[] = topics;
	const offered = topic === '' || known.includes(topic) ? known : [topic, ...known];
	return (
		<Sheet title={say('statement')} end={<span className="hint">{say('write-once')}</span>}>
			<div className="f">
				<TextField
					label={say('headline')}
					value={String(fields['title'] ?? '')}
					error={titleError && titleError.rule === 'title-empty' ? rule('rule.title-empty.title') : undefined}
					onChange={(value) => set('title', value)}
				/>
				{isThread(draft) ? (
					<ThreadFields post={post} draft={draft} findings={of('text')} checked={checked} suggest={suggest} />
				) : (
					<Field label={say('text')} hint={say('text-hint')}>
						{(ids) => (
							<MarkedText
								id={ids.id}
								describedBy={ids['aria-describedby']}
								value={String(fields['text'] ?? '')}
								language={String(fields['language'] ?? 'de')}
								findings={of('text')}
								suggest={suggest}
								onChange={(value) => set('text', value)}
							/>
						)}
					</Field>
				)}
				<div className="two">
					<Select
						label={say('kind')}
						value={String(fields['kind'] ?? 'news')}
						onChange={(value) => changeKind(draft, value)}
						options={postKinds.map((kind) => ({ value: kind, label: rule(`kind.${kind}`) }))}
					/>
					<Select
						label={say('topic')}
						value={topic}
						empty={say('no-topic')}
						onChange={(value) => set('topic', value === '' ? null : value)}
						options={offered.map((each) => ({ value: each, label: each }))}
					/>
				</div>
				<DetailFields draft={draft} findings={of('details')} unitId={post.unitId} />
				<PictureFields post={post} draft={draft} findings={findings} />
				<DocumentField post={post} draft={draft} findings={of('document')} />
				<WarningFields draft={draft} findings={of('warning')} />
				<QuotesField draft={draft} post={post} />
			</div>
		</Sheet>
	);
}

/** Only a thread has parts: for every other kind its text becomes one again. */
const changeKind = (draft: Draft, kind: string): void => {
	if (isThread(draft) && kind !== 'thread')
		for (const [field, text] of Object.entries(draft.fields))
			if ((field === 'text' || field.startsWith('rendition:')) && typeof text === 'string')
				draft.set(field, asArticle(text));
	draft.set('kind', kind);
};
