/** @jsxImportSource hono/jsx */
import {
	type EventDetails,
	type JobDetails,
	optionsOf,
	type PodcastDetails,
	type PollDetails,
	type ReleaseDetails,
} from '#kernel/post-kind.ts';
import { instantOf } from '#kernel/time.ts';

import type { Card, View } from './model.ts';
import type { Say } from './say.ts';

interface Props {
	readonly view: View;
	readonly card: Card;
}

/** When and where an event takes place, in one line for lists; empty without a beginning. */
export const whenAndWhere = ({ say }: View, { start, end, place }: EventDetails): string => {
	const from = start === null ? null : instantOf(start);
	if (from === null) return '';
	const when = say.span(from, end === null ? null : instantOf(end));
	return place.trim() === '' ? when : `${when}, ${place.trim()}`;
};

/** The facts of an event, a vacancy, a press release or a poll, as people ask for them. SPEC: schema.org as microdata, which needs no script. */
export const Facts = ({ view, card }: Props) => {
	const { details } = card;
	if (details?.kind === 'event') return <EventFacts view={view} card={card} event={details} />;
	if (details?.kind === 'job') return <JobFacts view={view} card={card} job={details} />;
	if (details?.kind === 'poll') return <PollFacts view={view} poll={details} />;
	if (details?.kind === 'podcast') return <EpisodeFacts view={view} episode={details} />;
	return details?.kind === 'press-release' ? <ReleaseFacts view={view} release={details} /> : null;
};

const Over = ({ view, card, word }: Props & { word: 'event' | 'job' }) =>
	card.overAt !== null && card.overAt <= view.now ? <p class="note">{view.say(`ahead.over.${word}`)}</p> : null;

const EventFacts = ({ view, card, event }: Props & { event: EventDetails }) => {
	const { say } = view;
	const [from, until] = [event.start, event.end].map((wall) => (wall === null ? null : instantOf(wall)));
	return (
		<section class="box warm" aria-label={say('ahead.facts')} itemscope itemtype="https://schema.org/Event">
			<meta itemprop="name" content={card.title} />
			<Over view={view} card={card} word="event" />
			<dl class="facts">
				{from != null && (
					<>
						<dt>{say('ahead.when')}</dt>
						<dd>
							<time datetime={new Date(from).toISOString()} itemprop="startDate">
								{say.span(from, until ?? null)}
							</time>
						</dd>
					</>
				)}
				<dt>{say('ahead.where')}</dt>
				<dd itemprop="location">{event.place}</dd>
				{event.accessible !== null && (
					<>
						<dt>{say('ahead.barrier-free')}</dt>
						<dd>
							{say(`ahead.accessible.${event.accessible}`)} {event.access}
						</dd>
					</>
				)}
			</dl>
			<p>
				<a href={`/beitrag/${card.slug}/termin.ics`}>{say('ahead.to-calendar')}</a>
			</p>
		</section>
	);
};

/** Only the web and mail: whatever else somebody typed is no link. */
const linkTo = (typed: string): string | null => {
	if (/^https?:\/\//i.test(typed)) return typed;
	return /^[^\s@:]+@[^\s@:]+$/.test(typed) ? `mailto:${typed}` : null;
};

const JobFacts = ({ view, card, job }: Props & { job: JobDetails }) => {
	const { say } = view;
	const open = card.overAt === null || card.overAt > view.now;
	const last = card.overAt === null ? null : card.overAt - 1;
	const address = linkTo(job.apply);
	return (
		<section class="box warm" aria-label={say('ahead.facts')} itemscope itemtype="https://schema.org/JobPosting">
			<meta itemprop="title" content={card.title} />
			<meta itemprop="datePosted" content={new Date(card.publishedAt).toISOString().slice(0, 10)} />
			<meta itemprop="hiringOrganization" content={card.unit?.name ?? view.site.name} />
			<Over view={view} card={card} word="job" />
			<dl class="facts">
				{last !== null && (
					<>
						<dt>{say('ahead.closes')}</dt>
						<dd>
							<time datetime={job.closes ?? ''} itemprop="validThrough">
								{say.day(last)}
							</time>
						</dd>
					</>
				)}
				{job.time !== null && (
					<>
						<dt>{say('ahead.time')}</dt>
						<dd itemprop="employmentType">{say(`ahead.times.${job.time}`)}</dd>
					</>
				)}
				{job.pay.trim() !== '' && (
					<>
						<dt>{say('ahead.pay')}</dt>
						<dd>{job.pay}</dd>
					</>
				)}
				{job.place.trim() !== '' && (
					<>
						<dt>{say('ahead.where')}</dt>
						<dd itemprop="jobLocation">{job.place}</dd>
					</>
				)}
			</dl>
			{open && address !== null && (
				<p>
					<a class="btn pri" href={address} rel="noopener noreferrer">
						{say('ahead.apply')}
					</a>
				</p>
			)}
		</section>
	);
};

const ReleaseFacts = ({ view: { say }, release }: { view: View; release: ReleaseDetails }) => {
	const { contact, phone, mail } = release;
	if ([contact, phone, mail].every((part) => part.trim() === '')) return null;
	return (
		<section class="box line" aria-labelledby="presse">
			<h2 id="presse">{say('ahead.press')}</h2>
			{contact.trim() !== '' && <p>{contact}</p>}
			{phone.trim() !== '' && (
				<p>
					<a href={`tel:${phone.replaceAll(/[^\d+]/g, '')}`}>{phone}</a>
				</p>
			)}
			{linkTo(mail)?.startsWith('mailto:') && (
				<p>
					<a href={`mailto:${mail}`}>{mail}</a>
				</p>
			)}
		</section>
	);
};

/** What could be chosen from, and that nobody is represented by who happened to vote. */
const PollFacts = ({ view: { say, now }, poll }: { view: View; poll: PollDetails }) => {
	const closes = poll.closes === null ? null : instantOf(poll.closes);
	return (
		<section class="box warm" aria-labelledby="umfrage">
			<h2 id="umfrage">{say('ahead.poll')}</h2>
			<ul>
				{optionsOf(poll).map((option) => (
					<li key={option}>{option}</li>
				))}
			</ul>
			{closes !== null && (
				<p>
					{closes > now
						? say('ahead.poll-until', { at: say.moment(closes) })
						: say('ahead.poll-over', { at: say.moment(closes) })}
				</p>
			)}
			<p>
				{say('ahead.poll-where')} <a href="/auftritte">{say('ahead.poll-presences')}</a>
			</p>
			<p class="note">{say('ahead.poll-not-representative')}</p>
		</section>
	);
};

/** `Staffel 2, Folge 7`; empty where the episodes are not counted. */
export const placeOf = (say: Say, { season, number }: PodcastDetails): string =>
	[
		...(season === null ? [] : [say('podcast.season', { number: season })]),
		...(number === null ? [] : [say('podcast.episode', { number })]),
	].join(', ');

/** Which episode it is, and where the others are. */
const EpisodeFacts = ({ view: { say }, episode }: { view: View; episode: PodcastDetails }) => {
	const place = placeOf(say, episode);
	return (
		<p class="hint">
			{place !== '' && `${place}. `}
			<a href={say.at('/podcast')}>{say('podcast.all')}</a>
		</p>
	);
};
