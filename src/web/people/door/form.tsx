import type { ReactNode } from 'react';

import { Button } from '../../parts/button.tsx';
import type { CallFailure } from '../../parts/call.ts';
import { FormSummary } from '../../parts/failures.tsx';

type FormProps = Readonly<{
	/** What sending it does, as a verb. */
	verb: string;
	onSend: () => Promise<unknown>;
	busy?: boolean | undefined;
	/** What is still missing before it can be sent. */
	blocked?: string | undefined;
	failure?: CallFailure | undefined;
	children: ReactNode;
	/** Other ways on, beside the button. */
	beside?: ReactNode;
}>;

/** A few fields, one verb, and what was in the way above them. Enter sends. */
export function Form({ verb, onSend, busy, blocked, failure, children, beside }: FormProps) {
	return (
		<form
			className="form"
			onSubmit={(event) => {
				event.preventDefault();
				if (!blocked && !busy) void onSend();
			}}
		>
			<FormSummary failure={failure} />
			{children}
			<div className="go">
				{beside}
				<Button kind="main" submit busy={busy === true} blocked={blocked}>
					{verb}
				</Button>
			</div>
		</form>
	);
}
