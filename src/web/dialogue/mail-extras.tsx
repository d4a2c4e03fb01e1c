import { useFormatter, useTranslations } from 'use-intl';

import type { Message } from '#contract/dialogue.ts';

const KIB = 1024;

/** What a mail brought along: earlier mails folded away, and files by name; they lie in the mailbox alone. */
export function MailExtras({ mail }: Readonly<{ mail: Message['mail'] }>) {
	const say = useTranslations('dialogue.mailboxes');
	const format = useFormatter();
	if (mail === null || (mail.quoted === '' && mail.files.length === 0)) return null;
	const sizeOf = (bytes: number) =>
		bytes < KIB * KIB
			? `${format.number(Math.ceil(bytes / KIB))} KB`
			: `${format.number(bytes / KIB / KIB, { maximumFractionDigits: 1 })} MB`;
	return (
		<div className="mail-more">
			{mail.files.length > 0 && (
				<>
					<span className="lab">{say('files')}</span>
					<ul className="plain-list">
						{mail.files.map(({ name, type, size }, index) => (
							// biome-ignore lint/suspicious/noArrayIndexKey: the files of a mail never change their order.
							<li key={index}>
								{say('file', { name: name === '' ? say('file-nameless') : name, type, size: sizeOf(size) })}
							</li>
						))}
					</ul>
				</>
			)}
			{mail.quoted !== '' && (
				<details>
					<summary>{say('quoted')}</summary>
					<p className="words">{mail.quoted}</p>
				</details>
			)}
		</div>
	);
}
