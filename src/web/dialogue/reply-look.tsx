import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { Preview } from '../editorial/preview.tsx';
import type { Outlet } from '../editorial/shapes.ts';
import { Button } from '../parts/button.tsx';
import { Callout } from '../parts/callout.tsx';
import { Counter } from '../parts/counter.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Segments } from '../parts/segments.tsx';
import { useOffice } from '../shell/office.tsx';
import type { ConversationDetail } from './conversation-detail.ts';
import type { Looked } from './use-look.ts';

type Finding = Looked['findings'][number];
type RuleId = 'too-long';

const order = { block: 0, warning: 1, hint: 2 } as const;

type LookProps = Readonly<{ looked: Looked; text: string; onMend: (text: string) => void }>;

/** What the checks found in an answer, worst first, and how much of the network's limit it takes. */
export function ReplyLook({ looked: { findings, measure }, text, onMend }: LookProps) {
	const sorted = [...findings].sort((a, b) => order[a.severity] - order[b.severity]);
	return (
		<div className="checks look" aria-live="polite">
			{measure && <Counter used={measure.length} limit={measure.most} />}
			{sorted.map((finding) => (
				<Found key={[finding.rule, finding.range?.[0]].join('|')} finding={finding} text={text} onMend={onMend} />
			))}
		</div>
	);
}

type FoundProps = Readonly<{ finding: Finding; text: string; onMend: (text: string) => void }>;

function Found({ finding, text, onMend }: FoundProps) {
	const say = useTranslations('editorial.checks');
	const rule = useTranslations('editorial.rule');
	const { severity, found, mend, range, values, guideline } = finding;
	const id = finding.rule as RuleId; // NOTE: rules come from the office; a missing text shows its key and fails the test.
	const said = { ...values, found: found ?? '', at: '' };
	const better =
		mend !== null && range !== null && text.slice(range[0], range[1]) === found
			? text.slice(0, range[0]) + mend + text.slice(range[1])
			: null;
	const act = better !== null && (
		<Button small onPress={() => onMend(better)}>
			{say('mend', { mend: mend ?? '' })}
		</Button>
	);
	return (
		<Callout kind={severity} title={rule(`${id}.title`, said)} {...(act ? { act } : {})}>
			{found !== null && found.length < 60 && <q>{found}</q>} {rule(`${id}.text`, said)}{' '}
			{guideline && <span className="hint">{say('guideline', guideline)}</span>}
		</Callout>
	);
}

type PreviewProps = Readonly<{ conversation: ConversationDetail; looked: Looked }>;

/** How the answer will stand: below the citizen's words, under our name, as the network shows it. */
export function ReplyPreview({ conversation, looked }: PreviewProps) {
	const say = useTranslations('answering.preview');
	const { authority } = useOffice();
	const circle = useTranslations('dialogue.circle');
	const [theme, setTheme] = useState<'light' | 'dark'>('light');
	const [open, setOpen] = useState(false);
	const asked = conversation.messages.findLast(({ direction, deletedAt }) => direction === 'in' && deletedAt === null);
	const { account, shown } = looked;
	return (
		<>
			<Button icon="monitor" onPress={() => setOpen(true)}>
				{say('open')}
			</Button>
			{open && (
				<Dialog
					title={say(account === null ? 'title-form' : 'title')}
					onClose={() => setOpen(false)}
					acts={<Button onPress={() => setOpen(false)}>{say('close')}</Button>}
				>
					<Segments
						label={say('theme')}
						value={theme}
						onChange={setTheme}
						options={(['light', 'dark'] as const).map((value) => ({ value, label: say(value) }))}
					/>
					{asked && (
						<blockquote className="asked-words">
							<b>{conversation.counterpart}</b>
							<p>{asked.text}</p>
						</blockquote>
					)}
					<Preview
						outlet={outletOf(looked)}
						authority={account?.name ?? authority.name}
						theme={theme}
						text={shown}
						title={say('answer')}
						topic={null}
						link=""
						picture={undefined}
						options={[]}
					/>
					<p className="hint">{circle(conversation.visibility)}</p>
				</Dialog>
			)}
		</>
	);
}

/** The page behind the receipt is a page of the house. */
const outletOf = ({ account }: Looked): Pick<Outlet, 'channel' | 'name' | 'handle' | 'text'> => ({
	...{ name: account?.name ?? '', handle: account?.handle ?? null, text: null },
	// NOTE: a presence is on one of the channels there are.
	channel: (account?.channel ?? 'newsroom') as Outlet['channel'],
});
