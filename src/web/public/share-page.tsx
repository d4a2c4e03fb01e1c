/** @jsxImportSource hono/jsx */
import { Icon } from './icon.tsx';
import { Layout } from './layout.tsx';
import type { View } from './model.ts';

interface Props {
	readonly view: View;
	readonly slug: string;
	readonly title: string;
	/** What was typed. */
	readonly typed: string;
	/** Where the next click leads; null until a server was named. */
	readonly target: { readonly server: string; readonly url: string } | null;
}

/** Asks for the reader's own server and then shows a plain link to it: no script, no redirect, nothing remembered. */
export const SharePage = ({ view, slug, title, typed, target }: Props) => {
	const { say } = view;
	const wrong = typed !== '' && target === null;
	return (
		<Layout view={view} title={say('share.mastodonTitle')} hidden>
			<div class="in plain">
				<h1>{say('share.mastodonTitle')}</h1>
				<p class="lead">{title}</p>
				<form class="find" method="get" action={say.at('/teilen/mastodon')}>
					<input type="hidden" name="beitrag" value={slug} />
					<label class="lab" for="server">
						{say('share.server')}
					</label>
					<div class="findrow">
						<input
							class="inp"
							id="server"
							name="server"
							value={typed}
							maxlength={253}
							autocapitalize="none"
							aria-describedby="server-hinweis"
							{...(wrong ? { 'aria-invalid': 'true' } : {})}
						/>
						<button class={target ? 'btn' : 'btn pri'} type="submit">
							{say('share.continue')}
						</button>
					</div>
					<p class={wrong ? 'fault' : 'hint'} id="server-hinweis">
						{wrong ? say('share.wrong') : `${say('share.mastodonHint')} ${say('share.serverExample')}`}
					</p>
				</form>
				{target && (
					<section aria-live="polite">
						<p>
							<a class="btn pri" href={target.url} rel="noopener noreferrer">
								<Icon name="share" />
								{say('share.go', { server: target.server })}
							</a>
						</p>
						<p class="hint">{say('share.goHint', { server: target.server })}</p>
					</section>
				)}
			</div>
		</Layout>
	);
};
