/** @jsxImportSource hono/jsx */
import { Icon } from './icon.tsx';
import { Layout } from './layout.tsx';
import type { Presence, View } from './model.ts';
import { Empty } from './parts.tsx';
import { plates } from './plates.ts';

interface ListProps {
	readonly view: View;
	readonly presences: readonly Presence[];
	/** Only the names, for the margin of a page. */
	readonly short?: boolean;
}

export const PresenceList = ({ view: { say }, presences, short }: ListProps) => (
	<ul class="ofc">
		{presences.map(({ channel, name, handle, url, unit }) => (
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
				<span class="v">
					<Icon name="shield-check" />
					{say('presences.confirmed')}
				</span>
			</li>
		))}
	</ul>
);

export const PresencesPage = ({ view, presences }: { view: View; presences: readonly Presence[] }) => {
	const { say, site } = view;
	return (
		<Layout view={view} title={say('presences.title')} current="presences">
			<div class="in plain">
				<h1>{say('presences.title')}</h1>
				<p class="lead">{say('presences.intro')}</p>
				{presences.length > 0 ? (
					<PresenceList view={view} presences={presences} />
				) : (
					<Empty title={say('presences.house')}>{say('presences.none')}</Empty>
				)}
				<p class="mehr">
					<a href={say.at('/')}>
						{say('presences.house')}: {site.origin}
					</a>
				</p>
			</div>
		</Layout>
	);
};
