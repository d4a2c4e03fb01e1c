import { useTranslations } from 'use-intl';

import { instant } from '#kernel/time.ts';

import { Button } from '../parts/button.tsx';
import { Callout } from '../parts/callout.tsx';
import { DeskLink } from '../parts/desk-link.tsx';
import { useSpeakMoment } from '../parts/moment.tsx';
import { Plate } from '../parts/plate.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { useLanguageName } from './language-name.ts';
import type { Checked, Finding, PostView } from './shapes.ts';
import type { Draft } from './use-draft.ts';
import { WaiveButton } from './waive-button.tsx';

type ChecksProps = Readonly<{ post: PostView; draft: Draft; checked: Checked | undefined }>;

const order = { block: 0, warning: 1, hint: 2 } as const;

/** What the checks found, worst first, each with its place and, where there is one, a mend in one click. */
export function ChecksSheet({ post, draft, checked }: ChecksProps) {
	const say = useTranslations('editorial.checks');
	const findings = [...(checked?.findings ?? [])].sort((a, b) => order[a.severity] - order[b.severity]);
	const count = (severity: Finding['severity']) =>
		findings.filter((one) => one.severity === severity && one.waived === null).length;
	const waived = findings.filter((one) => one.waived !== null).length;
	const tally = say('tally', { blocks: count('block'), warnings: count('warning') });
	const passed = (checked?.rules ?? 0) - new Set(findings.map(({ rule }) => rule)).size;
	return (
		<Sheet
			title={say('title')}
			end={
				checked && (
					<span className="hint">{waived > 0 ? `${tally}, ${say('waived-count', { count: waived })}` : tally}</span>
				)
			}
		>
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
	const speak = useSpeakMoment();
	const nameOf = useLanguageName();
	const { severity, presenceId, found, mend, values } = finding;
	const outlet = post.outlets.find(({ id }) => id === presenceId);
	const id = finding.rule as RuleId; // NOTE: rules come from the office; a missing text shows its key and fails the test.
	const said = {
		...values,
		found: found ?? '',
		...(values['language'] === undefined ? {} : { language: nameOf(String(values['language'])) }),
		at: values['at'] === undefined ? '' : speak(instant(String(values['at']))),
	};
	const mayMend = mend !== null && finding.range !== null;
	const act = (mayMend || finding.waivableBy.length > 0) && (
		<>
			{mayMend && (
				<Button small onPress={() => mendIn(draft, finding)}>
					{say('mend', { mend })}
				</Button>
			)}
			<WaiveButton finding={finding} post={post} draft={draft} />
		</>
	);
	return (
		<Callout kind={finding.waived ? 'quiet' : severity} title={rule(`${id}.title`, said)} {...(act ? { act } : {})}>
			{outlet && <Plate channel={outlet.channel} practice={outlet.practice} />} {isQuoted(finding) && <q>{found}</q>}{' '}
			{rule(`${id}.text`, said)} <Why finding={finding} />
			{values['post'] !== undefined && (
				<>
					{' '}
					<DeskLink to={`/redaktion/${values['post']}`}>{say('compare')}</DeskLink>
				</>
			)}
		</Callout>
	);
}

/** What the finding rests on, and who let it pass. */
function Why({ finding: { paragraph, guideline, waived } }: Readonly<{ finding: Finding }>) {
	const say = useTranslations('editorial.checks');
	return (
		<>
			{paragraph && <span className="hint">{paragraph}</span>}{' '}
			{guideline && <DeskLink to={`/regeln/nummern#nr-${guideline.number}`}>{say('guideline', guideline)}</DeskLink>}
			{waived && <span className="hint"> {say('waived', { by: waived.by, reason: waived.reason })}</span>}
		</>
	);
}

/** Words of the text are shown as they stand there; a language is named in the sentence. */
const isQuoted = ({ found, values }: Finding): boolean =>
	found !== null && found.length < 60 && found !== values['language'];

/** Puts the better words in place of the found ones. */
const mendIn = (draft: Draft, { field, range, mend }: Finding): void => {
	const text = draft.fields[field];
	if (typeof text !== 'string' || range === null || mend === null) return;
	draft.set(field, text.slice(0, range[0]) + mend + text.slice(range[1]));
};
