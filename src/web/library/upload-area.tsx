import { type DragEvent, type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';

import type { FolderView } from '#contract/library.ts';

import { uploadPicture } from '../editorial/upload.ts';
import type { CallFailure } from '../parts/call.ts';
import { FileField } from '../parts/choice.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { useAnnounce } from '../parts/toast.tsx';
import { useOffice } from '../shell/office.tsx';
import { useUnit } from '../shell/unit.tsx';
import { ACCEPTED } from './accepted.ts';

type UploadProps = Readonly<{ folder: FolderView | undefined; children: ReactNode }>;

/** Takes pictures dropped anywhere on the sheet, or chosen with the button, into the folder that is open. */
export function UploadArea({ folder, children }: UploadProps) {
	const say = useTranslations('library.upload');
	const { may, units } = useOffice();
	const chosen = useUnit().unitId;
	const writable = units.filter(({ id }) => may('post.write', id));
	const [picked, setPicked] = useState<string>();
	const first = writable.find(({ id }) => id === chosen) ?? writable[0];
	const unitId = folder?.unitId ?? picked ?? first?.id;
	const { over, drag } = useDrop((files) => void send(files));
	const { send, now, failures } = useUploads(unitId, folder?.id);
	if (unitId === undefined || !may('post.write', unitId)) return children;
	return (
		<div className={over ? 'lib-drop over' : 'lib-drop'} {...drag}>
			<div className="lib-up">
				<FileField
					label={say('label')}
					hint={say('hint')}
					accept={ACCEPTED}
					several
					onFiles={(files) => void send(files)}
				/>
				{folder === undefined && chosen === undefined && writable.length > 1 && (
					<select
						className="inp"
						aria-label={say('unit')}
						value={unitId}
						onChange={({ target }) => setPicked(target.value)}
					>
						{writable.map(({ id, name }) => (
							<option key={id} value={id}>
								{name}
							</option>
						))}
					</select>
				)}
				{now && (
					<div role="status" className="lib-now">
						<progress value={now.share} max={1} aria-label={say('progress', { name: now.name })} />
						<p className="hint">
							{now.share < 1
								? say('sending', { name: now.name, percent: Math.round(now.share * 100), left: now.left })
								: say('working', { name: now.name })}
						</p>
					</div>
				)}
				{failures.map(({ name, failure }) => (
					<div key={name}>
						<b>{name}</b>
						<FormSummary failure={failure} />
					</div>
				))}
			</div>
			{children}
		</div>
	);
}

interface Now {
	readonly name: string;
	readonly share: number;
	/** How many wait behind it. */
	readonly left: number;
}

/** Sends one picture after the other and says where it is. */
const useUploads = (unitId: string | undefined, folderId: string | undefined) => {
	const say = useTranslations('library.upload');
	const announce = useAnnounce();
	const [now, setNow] = useState<Now | null>(null);
	const [failures, setFailures] = useState<readonly { name: string; failure: CallFailure }[]>([]);
	const send = async (files: readonly File[]) => {
		if (unitId === undefined || now !== null || files.length === 0) return;
		setFailures([]);
		let taken = 0;
		for (const [at, file] of files.entries()) {
			const show = (share: number) => setNow({ name: file.name, share, left: files.length - at - 1 });
			show(0);
			const result = await uploadPicture({ unitId, file, folderId, onProgress: show });
			if (result.ok) taken += 1;
			else setFailures((before) => [...before, { name: file.name, failure: result.error }]);
		}
		setNow(null);
		if (taken > 0) announce(say('taken', { count: taken }));
	};
	return { send, now, failures };
};

/** Knows while something is held over the place, and what was let go there. */
const useDrop = (onFiles: (files: readonly File[]) => void) => {
	const [over, setOver] = useState(false);
	const drag = {
		onDragOver: (event: DragEvent) => {
			if (!event.dataTransfer.types.includes('Files')) return;
			event.preventDefault();
			setOver(true);
		},
		onDragLeave: (event: DragEvent) => {
			if (!event.currentTarget.contains(event.relatedTarget instanceof Node ? event.relatedTarget : null))
				setOver(false);
		},
		onDrop: (event: DragEvent) => {
			event.preventDefault();
			setOver(false);
			onFiles([...event.dataTransfer.files]);
		},
	};
	return { over, drag };
};
