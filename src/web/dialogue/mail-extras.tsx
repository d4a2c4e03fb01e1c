import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';

import type { Message } from '#contract/dialogue.ts';

import { Icon } from '../parts/icon.tsx';

const KIB = 1024;

/** What a mail brought along: pictures as we write them anew, files to be saved, and earlier mails folded away. */
export function MailExtras({ mail }: Readonly<{ mail: Message['mail'] }>) {
	const say = useTranslations('dialogue.mailboxes');
	if (mail === null || (mail.quoted === '' && mail.files.length === 0)) return null;
	return (
		<div className="mail-more">
			{mail.files.length > 0 && (
				<>
					<span className="lab">{say('files')}</span>
					<ul className="plain-list mail-files">
						{mail.files.map((file, index) => (
							// biome-ignore lint/suspicious/noArrayIndexKey: the files of a mail never change their order.
							<MailFile key={index} file={file} />
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

type File = NonNullable<Message['mail']>['files'][number];

function MailFile({ file }: Readonly<{ file: File }>) {
	const say = useTranslations('dialogue.mailboxes');
	const [hidden, hide] = useState(false);
	const sizeOf = useSize();
	const { address, picture, type, size, why } = file;
	const name = file.name === '' ? say('file-nameless', { type }) : file.name;
	return (
		<li>
			{address !== null && picture && !hidden && (
				<img src={address} alt={say('file-picture', { name })} loading="lazy" onError={() => hide(true)} />
			)}
			<span>{say('file', { name, size: sizeOf(size) })}</span>
			{address !== null && !picture && (
				<a className="btn s" href={address} download aria-label={say('file-save-of', { name })}>
					<Icon name="download" />
					{say('file-save')}
				</a>
			)}
			{why !== null && <span className="hint">{say(`file-why.${why}`)}</span>}
			{hidden && <span className="hint">{say('file-why.not-shown')}</span>}
		</li>
	);
}

const useSize = () => {
	const format = useFormatter();
	return (bytes: number): string =>
		bytes < KIB * KIB
			? `${format.number(Math.ceil(bytes / KIB))} KB`
			: `${format.number(bytes / KIB / KIB, { maximumFractionDigits: 1 })} MB`;
};
