/** @jsxImportSource hono/jsx */
import { Layout } from './layout.tsx';
import type { View } from './model.ts';

interface HandoverProps {
	readonly view: View;
	readonly handover: {
		readonly to: string;
		readonly at: number;
		readonly contact: string;
		readonly link: string | null;
	};
}

/** What the holder of a receipt finds: where it went on, since when, and whom to ask. */
export const HandoverPage = ({ view, handover: { to, at, contact, link } }: HandoverProps) => {
	const { say } = view;
	return (
		<Layout view={view} title={say('handover.title')} hidden>
			<div class="in plain">
				<h1>{say('handover.title')}</h1>
				<p class="lead">{say('handover.to', { to, when: say.moment(at) })}</p>
				<div class="box warm">
					<h2>{say('handover.contact')}</h2>
					<p class="asked">{contact}</p>
					{link && (
						<p>
							<a href={link} rel="noreferrer">
								{say('handover.goOn')}
							</a>
						</p>
					)}
				</div>
				<p>{say('handover.here')}</p>
			</div>
		</Layout>
	);
};
