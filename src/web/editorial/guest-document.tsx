import { useTranslations } from 'use-intl';

type DocumentProps = Readonly<{ document: Readonly<{ title: string; name: string; src: string | null }> }>;

/** What readers can take along, for a guest to open. */
export function GuestDocument({ document: { title, name, src } }: DocumentProps) {
	const say = useTranslations('approval.guest');
	return src === null ? (
		<p>{say('document-large', { title })}</p>
	) : (
		<p>
			<a href={src} download={name}>
				{say('document', { title })}
			</a>
		</p>
	);
}
