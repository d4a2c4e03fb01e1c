import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useFormatter, useTranslations } from 'use-intl';

import { checkPresenceEndpoint, getPresenceEndpoint, type PresenceView } from '#contract/channels.ts';
import { takesFilmsOnly } from '#kernel/film.ts';

import { InboundSheet } from '../dialogue/sources.tsx';
import { Answer } from '../parts/answer.tsx';
import { useAct, useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { DeskLink } from '../parts/desk-link.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Moment } from '../parts/moment.tsx';
import { Plate, PracticeTag } from '../parts/plate.tsx';
import { PageHead, Sheet } from '../parts/sheet.tsx';
import { useOffice } from '../shell/office.tsx';
import { AllowanceSheet } from './allowance-sheet.tsx';
import { CostsSheet } from './costs-sheet.tsx';
import { HealthSheet } from './health-sheet.tsx';
import { ManageSheet } from './manage-sheet.tsx';
import { OpeningSheet } from './opening-sheet.tsx';
import { PracticeSheet } from './practice-sheet.tsx';
import { Health, StateStamp } from './presence-words.tsx';
import { Reconnect } from './reconnect.tsx';
import { MissingRights, useMissingRights } from './rights.tsx';
import { TermsSheet } from './terms-sheet.tsx';

/** One presence: what its network allows, how the connection stands, and what one can do with it. */
export function PresencePage() {
	const params: { presenceId?: string } = useParams({ strict: false });
	const query = useQueryOf(getPresenceEndpoint, { id: params.presenceId ?? '' }, { topics: ['presence'] });
	return <Answer query={query}>{(presence) => <Shown presence={presence} />}</Answer>;
}

type PresenceProps = Readonly<{ presence: PresenceView }>;

function Shown({ presence }: PresenceProps) {
	const say = useTranslations('channels');
	const { may } = useOffice();
	const { channel, name, practice, unitId, state } = presence;
	return (
		<>
			<PageHead
				title={name}
				mark={<Plate channel={channel} practice={practice} />}
				sub={
					<>
						<StateStamp presence={presence} /> {practice && <PracticeTag />}
					</>
				}
				path={<DeskLink to="/einrichtung/auftritte">{say('one.back')}</DeskLink>}
			/>
			<div className="det">
				<div className="stack">
					<ConnectionSheet presence={presence} />
					<HealthSheet presence={presence} />
					{presence.terms && <CostsSheet presence={presence} />}
					<LimitsSheet presence={presence} />
					<AllowanceSheet presence={presence} />
					<InboundSheet presenceId={presence.id} />
				</div>
				<div className="stack">
					<OpeningSheet presence={presence} />
					<PracticeSheet presence={presence} />
					{may('presence.manage', unitId) && state !== 'retired' && presence.terms && (
						<TermsSheet presence={presence} terms={presence.terms} />
					)}
					{may('presence.manage', unitId) && state !== 'retired' && <ManageSheet key={name} presence={presence} />}
				</div>
			</div>
		</>
	);
}

function ConnectionSheet({ presence }: PresenceProps) {
	const say = useTranslations('channels.one');
	const { may } = useOffice();
	const check = useAct(checkPresenceEndpoint, { topics: ['presence'] });
	const { id, channel, connected, handle, health, unitId, url } = presence;
	const outside = channel !== 'newsroom' && channel !== 'activitypub' && connected;
	const end = outside && (
		<Button small icon="refresh-cw" busy={check.busy} onPress={() => void check.run({ id })}>
			{say('check')}
		</Button>
	);
	return (
		<Sheet title={say('connection')} end={end}>
			<div className="pad stack">
				<FormSummary failure={check.failure} />
				<dl className="kv">
					<Pair term={say('connection')}>
						<Health presence={presence} />
					</Pair>
					{health.checkedAt && (
						<Pair term={say('checked')}>
							<Moment at={health.checkedAt} />
						</Pair>
					)}
					{health.reason && (
						<Pair term={say('said')}>
							{health.versionEnded && <p>{say('version-ended')}</p>}
							<span className="mono">{health.reason}</span>
						</Pair>
					)}
					{outside && (
						<Pair term={say('link-back')}>
							<LinkBack presence={presence} />
						</Pair>
					)}
					{handle && <Pair term={say('account')}>{url ? <AccountLink presence={presence} /> : handle}</Pair>}
				</dl>
				{outside && may('presence.manage', unitId) && <Access presence={presence} />}
			</div>
		</Sheet>
	);
}

/** A new key, asked for where the one there is lacks rights. */
function Access({ presence }: PresenceProps) {
	const rights = useMissingRights(presence);
	return rights ? <MissingRights presence={presence} rights={rights} /> : <Reconnect presence={presence} />;
}

function AccountLink({ presence: { practice, channel, handle, url } }: PresenceProps) {
	const say = useTranslations('channels.one');
	return (
		<>
			{handle}{' '}
			<a href={practice ? `/uebung/${channel}` : (url ?? '')} target="_blank" rel="noreferrer">
				{say(practice ? 'timeline' : 'open')}
			</a>
		</>
	);
}

/** Whether the profile names this house, and what to do when it does not. */
function LinkBack({ presence: { linkBack } }: PresenceProps) {
	const say = useTranslations('channels.one');
	const address = `${window.location.origin}/`;
	return (
		<>
			{say(`link-back-${linkBack.state}`, { address })} {linkBack.checkedAt && <Moment at={linkBack.checkedAt} />}
		</>
	);
}

type PairProps = Readonly<{ term: string; children: ReactNode }>;

function Pair({ term, children }: PairProps) {
	return (
		<div className="kv-row">
			<dt>{term}</dt>
			<dd>{children}</dd>
		</div>
	);
}

const editOf = ({ edit, editsWordsOnly }: NonNullable<PresenceView['capabilities']>) => {
	if (!edit) return 'no';
	return editsWordsOnly ? 'edit-words' : 'yes';
};

type Able = NonNullable<PresenceView['capabilities']>;

function PicturePairs({ capabilities: { media, film } }: Readonly<{ capabilities: Able }>) {
	const say = useTranslations('channels.one');
	const format = useFormatter();
	const megabytes = format.number(media.mostBytes / 1_000_000, {
		style: 'unit',
		unit: 'megabyte',
		maximumFractionDigits: 1,
	});
	return (
		<>
			<Pair term={say('pictures')}>
				{takesFilmsOnly({ media, film })
					? say('films-only')
					: say('picture-size', { most: media.most, bytes: megabytes })}
			</Pair>
			{media.altMost > 0 && <Pair term={say('alt')}>{say('alt-most', { most: media.altMost })}</Pair>}
		</>
	);
}

/** What stands before a post, who may quote and answer it, and how soon answers come. */
function FrontPairs({
	capabilities: { warnings, quotes, replyControls, documents, likes, lists, stream },
}: Readonly<{ capabilities: Able }>) {
	const say = useTranslations('channels.one');
	const front = useTranslations('editorial.front');
	return (
		<>
			<Pair term={say('warnings')}>{say(`warnings-${warnings ?? 'none'}`)}</Pair>
			<Pair term={say('quotes')}>
				{quotes ? quotes.map((one) => front(`quotes-${one}`)).join(' · ') : say('quotes-none')}
			</Pair>
			<Pair term={front('replies')}>
				{['everyone' as const, ...(replyControls ?? [])].map((one) => front(`replies-${one}`)).join(' · ')}
			</Pair>
			<Pair term={say('documents')}>{say(documents ? 'documents-pdf' : 'no')}</Pair>
			{lists && <Pair term={say('lists')}>{say('yes')}</Pair>}
			<Pair term={say('likes')}>{say(likes ? 'yes' : 'no')}</Pair>
			<Pair term={say('arrives')}>{say(stream ? 'arrives-at-once' : 'arrives-asked')}</Pair>
		</>
	);
}

function LimitsSheet({ presence: { capabilities, capabilitiesReadAt } }: PresenceProps) {
	const say = useTranslations('channels.one');
	const sayVisibility = useTranslations('channels.practice');
	const format = useFormatter();
	if (capabilities === null || capabilities.text.counting === 'none') return null;
	const { text, film, polls, threads, withdraw, visibilities } = capabilities;
	const notes = [
		text.mostBytes === undefined ? '' : say('bytes', { bytes: text.mostBytes }),
		text.counting === 'bytes' ? say('umlauts') : '',
		text.linkCosts === undefined ? '' : say('link', { costs: text.linkCosts }),
		text.linkIsCard ? say('link-card') : '',
	].filter(Boolean);
	return (
		<Sheet title={say('limits')}>
			<dl className="kv pad">
				<Pair term={say('characters')}>{[format.number(text.most), ...notes].join(', ')}</Pair>
				<PicturePairs capabilities={capabilities} />
				<Pair term={say('films')}>{say(film ? 'yes' : 'no')}</Pair>
				<Pair term={say('polls')}>{say(polls ? 'yes' : 'no')}</Pair>
				<Pair term={say('threads')}>{say(threads ? 'yes' : 'no')}</Pair>
				<FrontPairs capabilities={capabilities} />
				<Pair term={say('edit')}>{say(editOf(capabilities))}</Pair>
				<Pair term={say('withdraw')}>{say(withdraw ? 'yes' : 'no')}</Pair>
				<Pair term={say('visibility')}>{visibilities.map((one) => sayVisibility(one)).join(', ')}</Pair>
				{capabilitiesReadAt && (
					<Pair term={say('read')}>
						<Moment at={capabilitiesReadAt} />
					</Pair>
				)}
			</dl>
		</Sheet>
	);
}
