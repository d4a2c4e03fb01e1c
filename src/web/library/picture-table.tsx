import { useLocale, useTranslations } from 'use-intl';

import { DeskLink } from '../parts/desk-link.tsx';
import { type Column, Table } from '../parts/table.tsx';
import { sayDay } from './day.ts';
import { Lacks } from './lacks.tsx';
import { type LibraryRow, nameOf } from './shapes.ts';
import { Thumb } from './thumb.tsx';

type TableProps = Readonly<{
	rows: readonly LibraryRow[];
	chosen: readonly string[];
	onToggle: (id: string) => void;
}>;

/** The same pictures as lines, for comparing rights and dates. */
export function PictureTable({ rows, chosen, onToggle }: TableProps) {
	const say = useTranslations('library');
	const language = useLocale();
	const columns: readonly Column<LibraryRow>[] = [
		{
			key: 'name',
			head: say('column.name'),
			cell: (row) => (
				<div className="lib-line">
					<input
						type="checkbox"
						aria-label={say('list.choose', { name: nameOf(row) })}
						checked={chosen.includes(row.id)}
						onChange={() => onToggle(row.id)}
					/>
					<Thumb item={row} alt="" size={{ width: 60, height: 40 }} />
					<DeskLink to={`/medien/${row.id}`}>{nameOf(row)}</DeskLink>
				</div>
			),
		},
		{ key: 'author', head: say('column.author'), cell: ({ library }) => library.author },
		{ key: 'licence', head: say('column.licence'), cell: ({ library }) => say(`licence.${library.licence}`) },
		{
			key: 'expires',
			head: say('column.expires'),
			cell: ({ expiresOn }) => (expiresOn === null ? say('list.no-end') : sayDay(expiresOn, language)),
		},
		{ key: 'lacks', head: say('column.lacks'), cell: (row) => <Lacks lacks={row.lacks} expiresOn={row.expiresOn} /> },
		{ key: 'used', head: say('column.used'), right: true, cell: ({ usedBy }) => usedBy },
	];
	return <Table label={say('list.title')} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}
