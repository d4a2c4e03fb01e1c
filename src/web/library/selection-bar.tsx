import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { type FolderView, moveLibraryItemsEndpoint } from '#contract/library.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { useAnnounce } from '../parts/toast.tsx';

type SelectionProps = Readonly<{ chosen: readonly string[]; folders: readonly FolderView[]; onDone: () => void }>;

/** Replaces the filters while pictures are chosen: into which folder with them. */
export function SelectionBar({ chosen, folders, onDone }: SelectionProps) {
	const say = useTranslations('library.selection');
	const [folderId, setFolderId] = useState('');
	const announce = useAnnounce();
	const { run, busy, failure } = useAct(moveLibraryItemsEndpoint, {
		topics: ['media'],
		onDone: ({ moved }) => {
			announce(say('moved', { count: moved }));
			onDone();
		},
	});
	return (
		<div className="ed-filter lib-chosen">
			<b>{say('count', { count: chosen.length })}</b>
			<select
				className="inp"
				aria-label={say('into')}
				value={folderId}
				onChange={({ target }) => setFolderId(target.value)}
			>
				<option value="">{say('no-folder')}</option>
				{folders
					.filter(({ mayChange }) => mayChange)
					.map(({ id, name }) => (
						<option key={id} value={id}>
							{name}
						</option>
					))}
			</select>
			<Button
				kind="main"
				icon="folder"
				busy={busy}
				onPress={() => void run({ ids: [...chosen], folderId: folderId === '' ? null : folderId })}
			>
				{say('move')}
			</Button>
			<Button kind="quiet" onPress={onDone}>
				{say('clear')}
			</Button>
			<FormSummary failure={failure} />
		</div>
	);
}
