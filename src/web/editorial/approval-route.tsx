import { useTranslations } from 'use-intl';

import { readApprovalEndpoint } from '#contract/approval.ts';

import { Answer } from '../parts/answer.tsx';
import { useQueryOf } from '../parts/asking.ts';
import { Sheet } from '../parts/sheet.tsx';
import { RuleLine, Steps, useRuleSentence } from './approval-steps.tsx';
import type { PostView } from './shapes.ts';

type RouteProps = Readonly<{ post: PostView }>;

/** Whose eyes the post will pass: the rule in force for it as it is written now. */
export function ApprovalRoute({ post }: RouteProps) {
	const say = useTranslations('editorial.approval');
	const sayRule = useTranslations('approval.rule');
	const sentence = useRuleSentence();
	const query = useQueryOf(readApprovalEndpoint, { id: post.id }, { topics: ['post', 'setting', 'person'] });
	return (
		<Sheet title={say('title')}>
			<Answer query={query} what={say('title')}>
				{(approval) => (
					<div className="pad stack">
						<p>{sentence(approval)}</p>
						<Steps approval={approval} />
						{approval.lacking !== null && (
							<p className="hint">{sayRule('lacking', { step: approval.lacking || say('title') })}</p>
						)}
						<RuleLine approval={approval} />
					</div>
				)}
			</Answer>
		</Sheet>
	);
}
