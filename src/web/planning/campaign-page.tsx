import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { z } from 'zod';

import { PostStateName } from '#contract/editorial.ts';
import { changeCampaignEndpoint, readCampaignEndpoint } from '#contract/planning-topics.ts';

import { PostStamp } from '../editorial/post-stamp.tsx';
import { Answer } from '../parts/answer.tsx';
import { useAct, useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { DeskLink } from '../parts/desk-link.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Empty } from '../parts/empty.tsx';
import { Moment } from '../parts/moment.tsx';
import { QrPicture } from '../parts/qr-picture.tsx';
import { PageHead, Sheet } from '../parts/sheet.tsx';
import { Table } from '../parts/table.tsx';
import { CampaignFields } from './campaign-fields.tsx';
import { useDayWords } from './day-head.tsx';
import { PlanTabs } from './plan-tabs.tsx';
import { usePresences } from './presences.ts';

type Campaign = z.output<typeof readCampaignEndpoint.output>;
type Part = Campaign['parts'][number];
type CampaignProps = Readonly<{ campaign: Campaign }>;

/** A campaign with its report: what went out, where, and what came back. */
export function CampaignPage() {
	const say = useTranslations('planning.campaigns');
	const { campaignId } = useParams({ strict: false });
	const query = useQueryOf(
		readCampaignEndpoint,
		{ id: campaignId ?? '' },
		{ topics: ['post', 'delivery', 'conversation'] },
	);
	return (
		<Answer query={query} what={say('title')}>
			{(campaign) => <Shown campaign={campaign} />}
		</Answer>
	);
}

function Shown({ campaign }: CampaignProps) {
	const say = useTranslations('planning.campaigns');
	const words = useDayWords();
	const [changing, setChanging] = useState(false);
	const { name, goal, firstDay, lastDay, mayChange, parts } = campaign;
	const out = parts.filter(({ link }) => link !== null);
	return (
		<>
			<PageHead
				title={name}
				path={<DeskLink to="/plan/kampagnen">{say('title')}</DeskLink>}
				sub={say('span', { from: words.date(firstDay), until: words.date(lastDay) })}
				end={
					mayChange && (
						<Button icon="pen-line" onPress={() => setChanging(true)}>
							{say('change')}
						</Button>
					)
				}
			/>
			<PlanTabs current="campaigns" />
			<div className="stack">
				<Sheet title={say('goal')}>
					<p className="pad">{goal}</p>
				</Sheet>
				<Sheet title={say('parts')} count={parts.length}>
					{parts.length === 0 ? (
						<Empty kind="not-yet" title={say('no-parts')}>
							{say('no-parts-how')}
						</Empty>
					) : (
						<Report campaign={campaign} />
					)}
				</Sheet>
				{out.length > 0 && (
					<Sheet title={say('codes')}>
						<ul className="pl-codes">
							{out.map((part) => (
								<Code key={part.id} part={part} />
							))}
						</ul>
					</Sheet>
				)}
			</div>
			{changing && <ChangeDialog campaign={campaign} onClose={() => setChanging(false)} />}
		</>
	);
}

function Report({ campaign: { parts, asOf, more } }: CampaignProps) {
	const say = useTranslations('planning.campaigns');
	const sayState = useTranslations('common.state');
	const presences = usePresences();
	const copyOf = ({ presenceId, state }: Part['copies'][number]): string =>
		`${presences.of(presenceId)?.name ?? presenceId}: ${sayState(state as 'published')}`; // NOTE: a state of delivery; each has its word.
	const columns = [
		{
			key: 'title',
			head: say('column.part'),
			cell: ({ id, title }: Part) => <DeskLink to={`/redaktion/${id}`}>{title}</DeskLink>,
		},
		{
			key: 'state',
			head: say('column.state'),
			cell: ({ state }: Part) => <PostStamp post={{ state: PostStateName.parse(state), correction: null }} />,
		},
		{ key: 'at', head: say('column.at'), cell: ({ at }: Part) => at && <Moment at={at} /> },
		{ key: 'copies', head: say('column.copies'), cell: ({ copies }: Part) => copies.map(copyOf).join(', ') },
		{ key: 'voices', head: say('column.voices'), right: true, cell: ({ voices }: Part) => voices },
	];
	return (
		<>
			<Table label={say('parts')} columns={columns} rows={parts} rowKey={({ id }) => id} />
			<p className="hint pad">
				{say('method')} {more && say('too-many')} <Moment at={asOf} />
			</p>
		</>
	);
}

type CodeProps = Readonly<{ part: Part }>;

/** The newsroom page of a part as a code for posters. It leads there and counts nobody. */
function Code({ part: { title, link } }: CodeProps) {
	const say = useTranslations('planning.campaigns');
	if (link === null) return null;
	return (
		<li>
			<QrPicture text={link} label={say('code-of', { title })} />
			<b>{title}</b>
			<span className="hint">{link}</span>
		</li>
	);
}

type ChangeProps = CampaignProps & Readonly<{ onClose: () => void }>;

function ChangeDialog({ campaign: { id, name, goal, firstDay, lastDay }, onClose }: ChangeProps) {
	const say = useTranslations('planning.campaigns');
	const [fields, setFields] = useState({ name, goal, firstDay, lastDay });
	const { run, busy, failure } = useAct(changeCampaignEndpoint, { topics: ['post'], onDone: onClose });
	const acts = (
		<>
			<Button onPress={onClose}>{say('leave')}</Button>
			<Button kind="main" icon="check" busy={busy} onPress={() => void run({ id, ...fields })}>
				{say('save')}
			</Button>
		</>
	);
	return (
		<Dialog title={say('change')} onClose={onClose} acts={acts}>
			<CampaignFields fields={fields} onChange={setFields} failure={failure} />
		</Dialog>
	);
}
