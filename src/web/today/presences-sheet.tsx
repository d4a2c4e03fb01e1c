import { useTranslations } from 'use-intl';

import { listPresencesEndpoint, type PresenceView } from '#contract/channels.ts';
import { readSilenceEndpoint } from '#contract/planning-topics.ts';

import { useGapSentence, useInboundTroubles } from '../dialogue/sources.tsx';
import { Answer } from '../parts/answer.tsx';
import { useQueryOf } from '../parts/asking.ts';
import { DeskLink } from '../parts/desk-link.tsx';
import { Plate } from '../parts/plate.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { useOffice } from '../shell/office.tsx';
import { useUnit } from '../shell/unit.tsx';

type Trouble = 'unauthorised' | 'ill' | 'paused' | 'restrained';

const troubleOf = ({ state, health, connected }: PresenceView): Trouble | null => {
	if (state === 'paused' || state === 'restrained') return state;
	if (state !== 'live') return null;
	if (health.state === 'unauthorised' || !connected) return 'unauthorised';
	return health.state === 'ill' ? 'ill' : null;
};

/** How the own accounts are: only those that need somebody are named. */
export function PresencesSheet() {
	const say = useTranslations('today.presences');
	const { unitId } = useUnit();
	const query = useQueryOf(
		listPresencesEndpoint,
		{ limit: 100, ...(unitId ? { unitId } : {}) },
		{ topics: ['presence'] },
	);
	const live = (query.data?.items ?? []).filter(({ state }) => state === 'live');
	const ready = live.filter((presence) => troubleOf(presence) === null).length;
	return (
		<Sheet title={say('title')} end={live.length > 0 && <span className="hint">{say('tally', { count: ready })}</span>}>
			<Answer query={query} what={say('things')}>
				{({ items }) => (
					<Troubles items={items.filter(({ state }) => state !== 'retired' && state !== 'planned')} unitId={unitId} />
				)}
			</Answer>
		</Sheet>
	);
}

type TroublesProps = Readonly<{ items: readonly PresenceView[]; unitId: string | undefined }>;

function Troubles({ items, unitId }: TroublesProps) {
	const say = useTranslations('today.presences');
	const { may } = useOffice();
	const silence = useQueryOf(readSilenceEndpoint, unitId ? { unitId } : {}, {
		topics: ['post', 'presence'],
		enabled: may('post.read'),
	});
	const silent = silence.data?.items ?? [];
	const { failing, gaps } = useInboundTroubles();
	const sayInbound = useTranslations('dialogue.sources');
	const gapSentence = useGapSentence();
	const plateOf = (presenceId: string) => {
		const { channel = '', practice = false } = items.find(({ id }) => id === presenceId) ?? {};
		return <Plate channel={channel} practice={practice} />;
	};
	if (items.length === 0) return <p className="pad hint">{say('none')}</p>;
	const troubled = items.flatMap((presence) => {
		const trouble = troubleOf(presence);
		return trouble ? [{ presence, trouble }] : [];
	});
	if (troubled.length + silent.length + failing.length + gaps.length === 0)
		return <p className="pad hint">{say('fine')}</p>;
	return (
		<ul className="pad plain-list">
			{troubled.map(({ presence: { id, channel, name, practice }, trouble }) => (
				<li key={id}>
					<Plate
						channel={channel}
						practice={practice}
						{...(trouble === 'unauthorised' ? { state: 'refused' as const } : {})}
					/>
					<span>
						{say(trouble, { name })}{' '}
						{trouble === 'unauthorised' && may('presence.manage') && (
							<DeskLink to={`/einrichtung/auftritte/${id}`}>{say('renew')}</DeskLink>
						)}
					</span>
				</li>
			))}
			{failing.map(({ presenceId, name }) => (
				<li key={`${presenceId} failing`}>
					{plateOf(presenceId)}
					<span>{sayInbound('failing', { name })}</span>
				</li>
			))}
			{gaps.map((gap) => (
				<li key={gap.id}>
					{plateOf(gap.presenceId)}
					<span>{gapSentence(gap)}</span>
				</li>
			))}
			{silent.map(({ presenceId, name, days }) => (
				<li key={`${presenceId} silent`}>
					{plateOf(presenceId)}
					<span>
						{say('silent', { name, days })} <DeskLink to="/plan/themen">{say('silence')}</DeskLink>
					</span>
				</li>
			))}
		</ul>
	);
}
