import { useTranslations } from 'use-intl';

import { mergeEndpoint, othersEndpoint, unmergeEndpoint } from '#contract/triage.ts';

import { useAct, useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { DeskLink } from '../parts/desk-link.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Moment } from '../parts/moment.tsx';
import { useAnnounce } from '../parts/toast.tsx';
import type { ConversationDetail } from './conversation-detail.ts';

const beginning = (words: string, most: number): string =>
	words.length > most ? `${words.slice(0, most).trimEnd()} …` : words;

type OthersProps = Readonly<{ conversation: ConversationDetail }>;

/** What else this person said on this network, and what of it was merged into this conversation. */
export function OthersOfPerson({ conversation }: OthersProps) {
	const say = useTranslations('dialogue.others');
	const states = useTranslations('dialogue.state');
	const { id } = conversation;
	const query = useQueryOf(othersEndpoint, { conversationId: id }, { topics: ['conversation'] });
	const { join, part, busy, failure } = useJoining(conversation);
	const others = query.data?.items ?? [];
	const homes = homesIn(conversation);
	if (others.length + homes.length === 0) return <p className="hint">{say('none')}</p>;
	return (
		<>
			<FormSummary failure={failure} />
			{homes.map(({ home, count }) => (
				<p key={home} className="tri-other">
					<span>{say('merged', { count })}</span>
					<Button small busy={busy} onPress={() => void part(home)}>
						{say('part')}
					</Button>
				</p>
			))}
			{others.length > 0 && <p className="hint">{say('count', { count: others.length })}</p>}
			<ul className="tri-others">
				{others.map((other) => (
					<li key={other.id} className="tri-other">
						<span>
							<DeskLink to={`/dialog/${other.id}`}>{beginning(other.excerpt, 80) || say('without-words')}</DeskLink>
							<span className="hint">
								<Moment at={other.lastAt} />, {states(other.state)}
							</span>
						</span>
						{other.mergeable && (
							<Button
								small
								busy={busy}
								label={say('join-named', { words: beginning(other.excerpt, 40) })}
								onPress={() => void join(other.id, other.version)}
							>
								{say('join')}
							</Button>
						)}
					</li>
				))}
			</ul>
		</>
	);
}

/** The conversations whose messages are here now. */
const homesIn = ({ messages }: ConversationDetail): readonly { readonly home: string; readonly count: number }[] => {
	const homes = [...new Set(messages.flatMap(({ mergedFrom }) => (mergedFrom === null ? [] : [mergedFrom])))];
	return homes.map((home) => ({ home, count: messages.filter(({ mergedFrom }) => mergedFrom === home).length }));
};

const useJoining = ({ id: conversationId, version: seenVersion }: ConversationDetail) => {
	const say = useTranslations('dialogue.others');
	const announce = useAnnounce();
	const merge = useAct(mergeEndpoint, { topics: ['conversation'] });
	const unmerge = useAct(unmergeEndpoint, { topics: ['conversation'] });
	const join = async (other: string, otherVersion: number) => {
		const joined = await merge.run({ conversationId, seenVersion, other, otherVersion });
		if (!joined.ok) return;
		const { version } = joined.value;
		announce(say('joined'), () => void unmerge.run({ conversationId, seenVersion: version, other }));
	};
	const part = async (other: string) => {
		const parted = await unmerge.run({ conversationId, seenVersion, other });
		if (!parted.ok) return;
		const { version, otherVersion } = parted.value;
		const back = { conversationId, seenVersion: version, other, otherVersion };
		announce(say('parted'), () => void merge.run(back));
	};
	return { join, part, busy: merge.busy || unmerge.busy, failure: merge.failure ?? unmerge.failure };
};
