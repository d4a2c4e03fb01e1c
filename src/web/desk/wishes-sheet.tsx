import { useTranslations } from 'use-intl';
import type { z } from 'zod';

import { saveWishEndpoint, wishesEndpoint } from '#contract/desk.ts';

import { Answer } from '../parts/answer.tsx';
import { useAct, useQueryOf } from '../parts/asking.ts';
import { FormSummary } from '../parts/failures.tsx';
import { Sheet } from '../parts/sheet.tsx';

type Wish = z.output<typeof saveWishEndpoint.output>;

/** Each kind of notice, switched on or off for the desk and for the mail. */
export function WishesSheet() {
	const say = useTranslations('desk.wishes');
	const sayKind = useTranslations('desk.kind');
	const query = useQueryOf(wishesEndpoint, {}, { topics: ['notice'] });
	const { run, failure } = useAct(saveWishEndpoint, { topics: ['notice'] });
	const save = (wish: Wish) => void run(wish);
	return (
		<Sheet title={say('title')}>
			<div className="pad stack">
				<FormSummary failure={failure} />
				<Answer query={query} what={say('what')}>
					{({ items }) => (
						<table className="wishes">
							<thead>
								<tr>
									<th scope="col">{say('kind')}</th>
									<th scope="col">{say('desk')}</th>
									<th scope="col">{say('mail')}</th>
								</tr>
							</thead>
							<tbody>
								{items.map(({ lasting, ...wish }) => (
									<tr key={wish.kind}>
										<th scope="row">{sayKind(wish.kind)}</th>
										<td>
											<input
												type="checkbox"
												aria-label={say('desk-of', { kind: sayKind(wish.kind) })}
												title={lasting ? say('lasting') : undefined}
												disabled={lasting}
												checked={wish.desk}
												onChange={({ target }) => save({ ...wish, desk: target.checked })}
											/>
										</td>
										<td>
											<input
												type="checkbox"
												aria-label={say('mail-of', { kind: sayKind(wish.kind) })}
												checked={wish.mail}
												onChange={({ target }) => save({ ...wish, mail: target.checked })}
											/>
										</td>
									</tr>
								))}
							</tbody>
						</table>
					)}
				</Answer>
				<p className="hint">{say('hint')}</p>
			</div>
		</Sheet>
	);
}
