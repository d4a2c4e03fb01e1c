import { Children, type ReactNode } from 'react';

import { DeskLink } from './desk-link.tsx';

type RowsProps = Readonly<{ children: ReactNode; label?: string }>;

/** A list of rows. */
export function Rows({ children, label }: RowsProps) {
	return (
		<ul className="rows" aria-label={label}>
			{children}
		</ul>
	);
}

type RowProps = Readonly<{
	/** Ring, mark or avatar at the left. */
	mark: ReactNode;
	title: ReactNode;
	to: string;
	search?: Readonly<Record<string, string>>;
	/** What opening it also does. */
	onOpen?: () => void;
	/** Parts of the one line below, parted by dots. */
	meta?: ReactNode;
	/** Time left or stamp, and one act. */
	end?: ReactNode;
}>;

/** Mark, title with one line below, and what to do. The whole title is the link. */
export function Row({ mark, title, to, search, onOpen, meta, end }: RowProps) {
	return (
		<li className="row">
			{mark}
			<div className="m">
				<DeskLink className="tt" to={to} {...(search ? { search } : {})} {...(onOpen ? { onFollow: onOpen } : {})}>
					{title}
				</DeskLink>
				{meta && <div className="mt">{meta}</div>}
			</div>
			{Children.count(end) > 0 && <div className="act">{end}</div>}
		</li>
	);
}
