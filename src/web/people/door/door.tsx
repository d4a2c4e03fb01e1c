import type { ReactNode } from 'react';

import { usePageTitle } from '../../parts/page-title.ts';
import { Brand } from '../../shell/side.tsx';

type DoorProps = Readonly<{ title: string; lead?: ReactNode; children: ReactNode }>;

/** The page before the desk: one question, one sheet. */
export function Door({ title, lead, children }: DoorProps) {
	const heading = usePageTitle(title);
	return (
		<div className="wiz">
			<header className="wiz-top">
				<Brand />
			</header>
			<main className="wiz-m door">
				<div>
					<h1 tabIndex={-1} ref={heading}>
						{title}
					</h1>
					{lead && <p className="lead">{lead}</p>}
					<div className="sheet pad">{children}</div>
				</div>
			</main>
		</div>
	);
}
