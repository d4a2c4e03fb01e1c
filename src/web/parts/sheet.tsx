import { type ReactNode, useId } from 'react';

import { usePageTitle } from './page-title.ts';

type SheetProps = Readonly<{
	title: string;
	/** How many things lie on it. */
	count?: number;
	/** Acts or a link at the right of its head. */
	end?: ReactNode;
	children: ReactNode;
}>;

/** A white sheet on the desk with its head. Never put one into another. */
export function Sheet({ title, count, end, children }: SheetProps) {
	const id = useId();
	return (
		<section className="sheet" aria-labelledby={id}>
			<div className="sheet-h">
				<h2 id={id}>{title}</h2>
				{count !== undefined && count > 0 && <span className="count">{count}</span>}
				{end && <div className="end">{end}</div>}
			</div>
			{children}
		</section>
	);
}

type PageHeadProps = Readonly<{
	title: string;
	/** A stamp beside the title. */
	mark?: ReactNode;
	/** One sentence on where things stand. */
	sub?: ReactNode;
	/** The way here: links, from wide to narrow. */
	path?: ReactNode;
	/** At most three acts; the main one filled. */
	end?: ReactNode;
}>;

/** The head of a page. Its title takes the focus when the page opens. */
export function PageHead({ title, mark, sub, path, end }: PageHeadProps) {
	const heading = usePageTitle(title);
	return (
		<div className="ph">
			<div>
				{path && <div className="crumb">{path}</div>}
				<h1 tabIndex={-1} ref={heading}>
					{title} {mark}
				</h1>
				{sub && <p className="sub">{sub}</p>}
			</div>
			{end && <div className="end">{end}</div>}
		</div>
	);
}
