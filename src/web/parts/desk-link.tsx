import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

export type DeskLinkProps = Readonly<{
	/** Path below the desk, `/beitraege/42`. */
	to: string;
	/** What stands behind the question mark: filters, tab. */
	search?: Readonly<Record<string, string>>;
	className?: string;
	label?: string;
	/** What following it also does, such as marking something as read. */
	onFollow?: () => void;
	children: ReactNode;
}>;

/** A link to another page of the desk, without loading the desk anew. */
export function DeskLink({ to, search, className, label, onFollow, children }: DeskLinkProps) {
	return (
		<Link
			to={to}
			{...(search ? { search } : {})}
			{...(className ? { className } : {})}
			aria-label={label}
			onClick={onFollow}
		>
			{children}
		</Link>
	);
}
