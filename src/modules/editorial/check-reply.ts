import { type CountingRule, composeText, type Measure, measureText } from '#kernel/counting.ts';

import { textAbout } from './context.ts';
import { type Finding, finding } from './domain/checks/finding.ts';
import { styleFor } from './domain/checks/post.ts';
import { judged } from './domain/checks/settings.ts';
import { checkText } from './domain/checks/text.ts';
import type { EditorialNeeds } from './needs.ts';

export interface ReplyText {
	readonly text: string;
	readonly language: string;
	readonly unitId: string;
	/** Null: the question form. */
	readonly presence: {
		readonly id: string;
		readonly channel: string;
		readonly name: string;
		/** Null while its limits are not known. */
		readonly rule: CountingRule | null;
	} | null;
	/** Handle of the person who is answered. */
	readonly answers: string | null;
}

export interface ReplyChecked {
	readonly findings: readonly Finding[];
	/** As it will stand there: the mention in front where the network needs it. */
	readonly shown: string;
	readonly measure: Measure | null;
}

/** What the checks of the house say to a reply of the dialogue desk, and how it comes out where it was asked. */
export const checkReply =
	(needs: Pick<EditorialNeeds, 'people' | 'policy' | 'clock' | 'origin'>) =>
	async (reply: ReplyText): Promise<ReplyChecked> => {
		const { text, language, unitId, presence } = reply;
		const rules = await needs.policy.inForce();
		const style = styleFor(rules.profile.styles, presence?.id ?? null);
		const about = { ...(await textAbout(needs, rules)), language, ...(style ? { style } : {}) };
		const { shown, measure } = measured(reply);
		const words = checkText(text, about).map((found) =>
			finding({ ...found, field: 'text', presenceId: presence?.id ?? null }),
		);
		const place = { unitId, channel: presence?.channel ?? null, kind: 'reply', group: style?.id ?? null };
		const findings = judged([...tooLong(reply, measure), ...words], rules.checks, () => place);
		return { findings, shown, measure };
	};

const measured = ({ text, presence, answers }: ReplyText): Pick<ReplyChecked, 'shown' | 'measure'> => {
	const rule = presence?.rule ?? null;
	if (rule === null) return { shown: text, measure: null };
	const parts = { text, pictures: 0, ...(answers === null ? {} : { answers }) };
	return { shown: composeText(parts, rule), measure: rule.counting === 'none' ? null : measureText(parts, rule) };
};

const tooLong = ({ presence }: ReplyText, measure: Measure | null): readonly Finding[] => {
	if (!measure?.over || presence === null) return [];
	const over = Math.max(1, measure.length - measure.most);
	const values = { presence: presence.name, over, most: measure.most };
	return [finding({ rule: 'too-long', severity: 'block', field: 'text', presenceId: presence.id, values })];
};
