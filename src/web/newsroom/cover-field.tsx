import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { type CallFailure, failureOf } from '../parts/call.ts';
import { FileField } from '../parts/choice.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { useAnnounce } from '../parts/toast.tsx';

type CoverProps = Readonly<{ cover: string | null; alt: string }>;

/** The podcast's cover: what is chosen is taken at once. */
export function CoverField({ cover, alt }: CoverProps) {
	const say = useTranslations('newsroom.desk.podcast');
	const announce = useAnnounce();
	const queries = useQueryClient();
	const [failure, setFailure] = useState<CallFailure>();
	const send = async ([file]: readonly File[]) => {
		if (file === undefined) return;
		const refused = await sendCover(file);
		setFailure(refused);
		if (refused !== undefined) return;
		announce(say('cover-taken'));
		await queries.invalidateQueries();
	};
	return (
		<>
			<FormSummary failure={failure} />
			{cover === null ? (
				<p className="hint">{say('cover-none')}</p>
			) : (
				<img className="art nr-cover" src={cover} alt={alt} width={160} height={160} />
			)}
			<FileField
				label={say('cover')}
				hint={say('cover-hint')}
				accept="image/jpeg,image/png"
				onFiles={(files) => void send(files)}
			/>
		</>
	);
}

const sendCover = async (file: File): Promise<CallFailure | undefined> => {
	try {
		const headers = { 'content-type': 'application/octet-stream' };
		const answer = await fetch('/api/newsroom/podcast/cover', { method: 'PUT', headers, body: file });
		return answer.ok ? undefined : failureOf(await answer.json().catch(() => undefined), answer.status);
	} catch {
		return { type: 'office.offline', status: 0, detail: {} };
	}
};
