/** @jsxImportSource hono/jsx */
import { Layout } from './layout.tsx';
import type { View } from './model.ts';

interface Props {
	readonly view: View;
	readonly state: 'ask' | 'done' | 'unknown' | 'many';
	/** Masked: the link may have been forwarded. */
	readonly address?: string;
	readonly unit?: string;
}

/** Where a press contact leaves the lists: one question, one button. */
export const WayOutPage = ({ view, state, address = '', unit = '' }: Props) => {
	const { say } = view;
	const title = say(state === 'ask' ? 'wayOut.title' : `wayOut.${state}`);
	return (
		<Layout view={view} title={title} hidden>
			<div class="in plain">
				<h1>{title}</h1>
				{state === 'ask' ? (
					<>
						<p class="lead">{say('wayOut.ask', { address, unit })}</p>
						<form method="post" class="box warm">
							<p>{say('wayOut.what')}</p>
							<div>
								<button class="btn pri wide" type="submit">
									{say('wayOut.act')}
								</button>
							</div>
						</form>
					</>
				) : (
					<p class="lead" role="status">
						{say(`wayOut.${state}Hint`)}
					</p>
				)}
			</div>
		</Layout>
	);
};
