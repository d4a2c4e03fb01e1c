import { useTranslations } from 'use-intl';

import { Button } from '../parts/button.tsx';
import { Callout } from '../parts/callout.tsx';
import { DeskLink } from '../parts/desk-link.tsx';
import { Plate } from '../parts/plate.tsx';
import { Sheet } from '../parts/sheet.tsx';
import type { Checked, Finding, PostView } from './shapes.ts';
import type { Draft } from './use-draft.ts';

type ChecksProps = Readonly<{ post: PostView; draft: Draft; checked: Checked | undefined }>;

const order = { block: 0, warning: 1, hint: 2 } as const;

/** What the checks found, worst first, each with its place and, where there is one, a mend in one click. */
export function ChecksSheet({ post, draft, checked }: ChecksProps) {
	const say = useTranslations('editorial.checks');
	const findings = [...(checked?.findings ?? [])].sort((a, b) => order[a.severity] - order[b.severity]);
	const count = (severity: Finding['severity']) => findings.filter((one) => one.severity === severity).length;
	const tally = say('tally', { blocks: count('block'), warnings: count('warning') });
	const passed = (checked?.rules ?? 0) - new Set(findings.map(({ rule }) => rule)).size;
	return (
		<Sheet title={say('title')} end={<span className="hint">{tally}</span>}>
			<div className="checks" aria-live="polite">
				{findings.map((finding) => (
					<Found key={keyOf(finding)} finding={finding} post={post} draft={draft} />
				))}
				{checked && <Callout kind="passed" title={say('passed', { count: passed })} />}
			</div>
		</Sheet>
	);
}

const keyOf = ({ rule, field, range, presenceId }: Finding): string => [rule, field, presenceId, range?.[0]].join('|');

type FoundProps = Readonly<{ finding: Finding; post: PostView; draft: Draft }>;

/** The sentences of a rule. Every rule of the office has its two texts; a test holds the files to that. */
type RuleId = 'too-long';

function Found({ finding, post, draft }: FoundProps) {
	const say = useTranslations('editorial.checks');
	const rule = useTranslations('editorial.rule');
	const { severity, presenceId, found, paragraph, mend, values } = finding;
	const outlet = post.outlets.find(({ id }) => id === presenceId);
	const id = finding.rule as RuleId; // NOTE: rules come from the office; a missing text shows its key and fails the test.
	const said = { ...values, found: found ?? '', at: String(values['at'] ?? '').slice(0, 10) };
	const act = mend !== null && finding.range !== null && (
		<Button small onPress={() => mendIn(draft, finding)}>
			{say('mend', { mend })}
		</Button>
	);
	return (
		<Callout kind={severity} title={rule(`${id}.title`, said)} {...(act ? { act } : {})}>
			{outlet && <Plate channel={outlet.channel} practice={outlet.practice} />}{' '}
			{found !== null && found.length < 60 && <q>{found}</q>} {rule(`${id}.text`, said)}{' '}
			{paragraph && <span className="hint">{paragraph}</span>}
			{finding.rule === 'similar-post' && (
				<>
					{' '}
					<DeskLink to={`/redaktion/${values['post']}`}>{say('compare')}</DeskLink>
				</>
			)}
		</Callout>
	);
}

/** Puts the better words in place of the found ones. */
const mendIn = (draft: Draft, { field, range, mend }: Finding): void => {
	const text = draft.fields[field];
	if (typeof text !== 'string' || range === null || mend === null) return;
	draft.set(field, text.slice(0, range[0]) + mend + text.slice(range[1]));
};
