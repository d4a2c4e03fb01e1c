import { useTranslations } from 'use-intl';

import { Icon } from '../parts/icon.tsx';
import { useOutletName } from './outlet-name.ts';
import type { PostView } from './shapes.ts';

/** Which of the copies are practice, and that the page of the own house is not. */
export function PracticeNote({ post }: Readonly<{ post: PostView }>) {
	const say = useTranslations('editorial.acts');
	const nameOf = useOutletName();
	const chosen = post.outlets.filter(({ id }) => post.renditions.some(({ presenceId }) => presenceId === id));
	const practising = chosen.filter(({ practice }) => practice);
	if (practising.length === 0) return null;
	const names = practising.map((outlet) => nameOf({ ...outlet, practice: false }, chosen)).join(', ');
	return (
		<div className="note-p">
			<Icon name="graduation-cap" />
			<p>
				<b>{say('practice')}</b> {say('practice-text', { names })}
			</p>
		</div>
	);
}
