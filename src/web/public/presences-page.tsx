/** @jsxImportSource hono/jsx */
import { plates } from '#kernel/channel-name.ts';
import { Icon } from './icon.tsx';
import { Layout } from './layout.tsx';
import type { Presence, View } from './model.ts';
import { Empty, Linked } from './parts.tsx';

interface ListProps {
	readonly view: View;
	readonly presences: readonly Presence[];
	/** Only the names, for the margin of a page. */
	readonly short?: boolean;
}

export const PresenceList = ({ view: { say }, presences, short }: ListProps) => (
	<ul class="ofc">
		{presences.map(({ channel, name, handle, url, unit, bothWays }) => (
			<li key={url}>
				<abbr class="kz" title={plates[channel].name}>
					{plates[channel].letters}
				</abbr>
				<span class="w">
					{/* SPEC: `rel=me` is how Mastodon confirms that an account and a site belong together. */}
					<a href={url} rel="me noopener">
						{plates[channel].name}
					</a>{' '}
					{!short && <span class="hint">{[name, handle, unit].filter((part) => part).join(', ')}</span>}
				</span>
				<span class={bothWays ? 'v' : 'v old'}>
					{bothWays && <Icon name="shield-check" />}
					{say(bothWays ? 'presences.both' : 'presences.ours')}
				</span>
			</li>
		))}
	</ul>
);

/** Accounts that were given up: named, so that nobody takes their leftovers for ours, and not linked. */
const RetiredList = ({ view: { say }, retired }: { view: View; retired: readonly Presence[] }) => (
	<section aria-labelledby="frueher">
		<h2 id="frueher">{say('presences.retired')}</h2>
		<p>
			<Linked sentence={(link) => say('presences.retiredHint', { link })} href={say.at('/archiv')}>
				{say('presences.archive')}
			</Linked>
		</p>
		<ul class="ofc">
			{retired.map(({ channel, name, handle, unit, retiredAt }) => (
				<li key={handle}>
					<abbr class="kz" title={plates[channel].name}>
						{plates[channel].letters}
					</abbr>
					<span class="w">
						{plates[channel].name} <span class="hint">{[name, handle, unit].filter((part) => part).join(', ')}</span>
					</span>
					<span class="v old">{retiredAt !== null && say('presences.since', { when: say.day(retiredAt) })}</span>
				</li>
			))}
		</ul>
	</section>
);

interface PageProps {
	readonly view: View;
	readonly presences: readonly Presence[];
	readonly retired: readonly Presence[];
}

/** The register of official presences: in use, given up, and what to do about impostors. */
export const PresencesPage = ({ view, presences, retired }: PageProps) => {
	const { say, site } = view;
	return (
		<Layout view={view} title={say('presences.title')} current="presences">
			<div class="in plain">
				<h1>{say('presences.title')}</h1>
				<p class="lead">{say('presences.intro')}</p>
				{presences.length > 0 ? (
					<>
						<PresenceList view={view} presences={presences} />
						<p class="hint">{say('presences.bothHint')}</p>
					</>
				) : (
					<Empty title={say('presences.house')}>{say('presences.none')}</Empty>
				)}
				{site.asks && (
					<p>
						<Linked sentence={(link) => say('presences.spoof', { link })} href={say.at('/frage')}>
							{say('presences.spoofLink')}
						</Linked>
					</p>
				)}
				{retired.length > 0 && <RetiredList view={view} retired={retired} />}
				<p class="mehr">
					<a href={say.at('/')}>
						{say('presences.house')}: {site.origin}
					</a>
				</p>
			</div>
		</Layout>
	);
};
