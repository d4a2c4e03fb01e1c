import { useTranslations } from 'use-intl';

import { DeskLink } from '../parts/desk-link.tsx';
import { Lacks } from './lacks.tsx';
import { type LibraryRow, nameOf } from './shapes.ts';
import { Thumb } from './thumb.tsx';

type GridProps = Readonly<{
	rows: readonly LibraryRow[];
	chosen: readonly string[];
	onToggle: (id: string) => void;
}>;

/** Pictures side by side, each with its name, its licence and what is missing. */
export function PictureGrid({ rows, chosen, onToggle }: GridProps) {
	const say = useTranslations('library');
	return (
		<ul className="lib-grid" aria-label={say('list.title')}>
			{rows.map((row) => (
				<li key={row.id} className={chosen.includes(row.id) ? 'on' : undefined}>
					<div className="pic">
						<Thumb item={row} alt={row.alt} />
						<input
							type="checkbox"
							aria-label={say('list.choose', { name: nameOf(row) })}
							checked={chosen.includes(row.id)}
							onChange={() => onToggle(row.id)}
						/>
					</div>
					<DeskLink to={`/medien/${row.id}`}>{nameOf(row)}</DeskLink>
					<p className="hint">
						{row.library.licence === 'unsaid' ? '' : say(`licence.${row.library.licence}`)}
						{row.library.licence !== 'unsaid' && ' · '}
						{say('list.used', { count: row.usedBy })}
					</p>
					<Lacks lacks={row.lacks} expiresOn={row.expiresOn} />
				</li>
			))}
		</ul>
	);
}
