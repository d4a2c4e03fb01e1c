import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { type AttachedDocument, DOCUMENT_MIME, DOCUMENT_TITLE_MOST } from '#kernel/document.ts';
import { megabytesOf } from '#kernel/megabyte.ts';

import { Button } from '../parts/button.tsx';
import type { CallFailure } from '../parts/call.ts';
import { FileField } from '../parts/choice.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { TextField } from '../parts/field.tsx';
import type { Finding, PostView } from './shapes.ts';
import { type UploadedDocument, uploadDocument } from './upload.ts';
import type { Draft } from './use-draft.ts';

// NOTE: the field holds what the office sent or what this one put in.
export const documentIn = ({ fields }: Pick<Draft, 'fields'>): AttachedDocument | null =>
	(fields['document'] ?? null) as AttachedDocument | null;

type DocumentProps = Readonly<{ post: PostView; draft: Draft; findings: readonly Finding[] }>;

/** The document that can be taken along from the page, and what readers are told it is. */
export function DocumentField({ post, draft, findings }: DocumentProps) {
	const [fresh, setFresh] = useState<UploadedDocument>();
	const document = documentIn(draft);
	const known = [fresh, post.document].find((one) => one?.documentId === document?.documentId);
	const take = (file: UploadedDocument) => {
		setFresh(file);
		const title = file.name.replace(/\.pdf$/i, '').replaceAll('_', ' ');
		draft.set('document', { documentId: file.documentId, title: title.slice(0, DOCUMENT_TITLE_MOST) });
	};
	return document ? (
		<Attached document={document} file={known ?? undefined} draft={draft} findings={findings} />
	) : (
		<Choose unitId={post.unitId} onTaken={take} />
	);
}

function Choose({ unitId, onTaken }: Readonly<{ unitId: string; onTaken: (file: UploadedDocument) => void }>) {
	const say = useTranslations('editorial.document');
	const [progress, setProgress] = useState<number | null>(null);
	const [failure, setFailure] = useState<CallFailure>();
	const send = async ([file]: readonly File[]) => {
		if (file === undefined) return;
		setFailure(undefined);
		setProgress(0);
		const result = await uploadDocument({ unitId, file, onProgress: setProgress });
		setProgress(null);
		if (result.ok) onTaken(result.value);
		else setFailure(result.error);
	};
	return (
		<>
			<FormSummary failure={failure} />
			{progress === null ? (
				<FileField
					label={say('add')}
					hint={say('add-hint')}
					accept={DOCUMENT_MIME}
					onFiles={(files) => void send(files)}
				/>
			) : (
				<div role="status">
					<progress value={progress} max={1} aria-label={say('progress')} />
				</div>
			)}
		</>
	);
}

type AttachedProps = Readonly<{
	document: AttachedDocument;
	file: Pick<UploadedDocument, 'name' | 'bytes'> | undefined;
	draft: Draft;
	findings: readonly Finding[];
}>;

function Attached({ document: { documentId, title }, file, draft, findings }: AttachedProps) {
	const say = useTranslations('editorial.document');
	const rule = useTranslations('editorial.rule');
	const isUntitled = findings.some((finding) => finding.rule === 'document-untitled');
	return (
		<fieldset className="stack ed-front">
			<legend className="lab">{say('legend')}</legend>
			{file && (
				<p>
					<a href={`/api/documents/${documentId}`} download={file.name}>
						{file.name}
					</a>{' '}
					<span className="hint">{say('size', { megabytes: megabytesOf(file.bytes) })}</span>
				</p>
			)}
			<TextField
				label={say('title')}
				hint={say('title-hint')}
				value={title}
				error={isUntitled ? rule('document-untitled.title') : undefined}
				onChange={(value) => draft.set('document', { documentId, title: value.slice(0, DOCUMENT_TITLE_MOST) })}
			/>
			<div className="acts">
				<Button icon="trash" onPress={() => draft.set('document', null)}>
					{say('remove')}
				</Button>
			</div>
		</fieldset>
	);
}
