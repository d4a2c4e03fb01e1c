/** @jsxImportSource hono/jsx */

import { raw } from 'hono/html';
import { plates } from '#kernel/channel-name.ts';

import { Layout } from './layout.tsx';
import type { Presence, View } from './model.ts';

interface LegalProps {
	readonly view: View;
	readonly name: string;
	/** Sanitised when it was made. */
	readonly html: string;
	readonly changedAt: number | null;
	/** LAW: § 5 DDG, § 18 MStV: the legal notice names the accounts it covers. */
	readonly covers: readonly Presence[];
}

export const LegalPage = ({ view, name, html, changedAt, covers }: LegalProps) => {
	const { say } = view;
	return (
		<Layout view={view} title={say(`legal.${name}`)}>
			<div class="in plain">
				<h1>{say(`legal.${name}`)}</h1>
				<div class="tx">{raw(html)}</div>
				{name === 'house-rules' && (
					<p class="tx">
						<a href={say.at('/netiquette')}>{say('legal.netiquette')}</a>
					</p>
				)}
				{covers.length > 0 && (
					<section class="tx" aria-labelledby="auch">
						<h2 id="auch">{say('legal.also')}</h2>
						<ul>
							{covers.map(({ channel, url }) => (
								<li key={url}>
									{plates[channel].name}: <a href={url}>{url}</a>
								</li>
							))}
						</ul>
					</section>
				)}
				{changedAt !== null && <p class="hint">{say('legal.asOf', { when: say.moment(changedAt) })}</p>}
			</div>
		</Layout>
	);
};

interface NoteProps {
	readonly view: View;
	readonly kind: 'missing' | 'gone' | 'broken';
	readonly when?: number;
	/** Where the log proves what happened. */
	readonly proof?: string;
	/** What the authority says in its place. */
	readonly said?: string | null;
}

/** What stands in the place of a page that is not there: plain words and a way on. */
export const NotePage = ({ view, kind, when, proof, said }: NoteProps) => {
	const { say } = view;
	return (
		<Layout view={view} title={say(`${kind}.title`)} hidden>
			<div class="in plain">
				<h1>{say(`${kind}.title`)}</h1>
				{said && <p class="lead">{said}</p>}
				<p class={said ? undefined : 'lead'}>
					{say(`${kind}.hint`, when === undefined ? {} : { when: say.moment(when) })}
				</p>
				<p class="share">
					<a href={say.at('/')}>{say('missing.home')}</a>
					<a href={say.at('/suche')}>{say('nav.search')}</a>
					{proof && <a href={proof}>{say('proof.check')}</a>}
				</p>
			</div>
		</Layout>
	);
};
