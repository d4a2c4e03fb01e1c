import { useTranslations } from 'use-intl';
import type { z } from 'zod';

import { showPreviewEndpoint } from '#contract/sharing.ts';
import { instant } from '#kernel/time.ts';

import { Answer } from '../parts/answer.tsx';
import { useQueryOf } from '../parts/asking.ts';
import { useSpeakMoment } from '../parts/moment.tsx';
import { usePageTitle } from '../parts/page-title.ts';
import { Plate } from '../parts/plate.tsx';
import { secretInAddress } from '../people/door/new-password.tsx';
import { Brand } from '../shell/side.tsx';
import { GuestDocument } from './guest-document.tsx';
import { useLanguageName } from './language-name.ts';
import { useOutletName } from './outlet-name.ts';
import { Preview } from './preview.tsx';

type Shown = z.output<typeof showPreviewEndpoint.output>;
type ShownProps = Readonly<{ shown: Shown }>;

/** What somebody with a preview link sees: the post as it would stand in the own house and on each network. */
export function PreviewPage() {
	const say = useTranslations('editorial.preview');
	const query = useQueryOf(showPreviewEndpoint, { token: secretInAddress() });
	const title = say('guest-title', { authority: query.data?.authority ?? 'Amtsfunk' });
	const heading = usePageTitle(title);
	return (
		<div className="wiz">
			<header className="wiz-top">
				<Brand />
			</header>
			<main className="ed-guest">
				<h1 tabIndex={-1} ref={heading}>
					{title}
				</h1>
				<Answer query={query}>{(shown) => <Content shown={shown} />}</Answer>
			</main>
		</div>
	);
}

function Content({ shown }: ShownProps) {
	const say = useTranslations('editorial.preview');
	const speak = useSpeakMoment();
	const nameOf = useOutletName();
	const languageName = useLanguageName();
	const { title, topic, language, link, renditions, pictures, authority, published, expiresAt, document } = shown;
	return (
		<>
			<p className="lead">{say(published ? 'guest-out' : 'guest-lead')}</p>
			<div className="ed-guest-cols" lang={language}>
				{renditions.map((outlet) => (
					<section key={outlet.id}>
						<h2 className="fas-h">
							<Plate channel={outlet.channel} practice={outlet.practice} />
							{nameOf(outlet, renditions)}
						</h2>
						<Preview
							outlet={outlet}
							authority={authority}
							theme="light"
							text={outlet.words}
							warning={outlet.warning}
							title={title || say('empty')}
							topic={topic}
							link={outlet.leadsBack ? link : undefined}
							picture={pictures[0]?.src}
							document={outlet.document ? document?.title : undefined}
							options={outlet.options}
							parts={outlet.parts?.map((text, at) => ({ text, picture: at === 0 ? pictures[0]?.src : undefined }))}
						/>
					</section>
				))}
				{shown.translations.map((said) => (
					<section key={said.language}>
						<h2 className="fas-h">{languageName(said.language)}</h2>
						<div className="pv pv-light" lang={said.language} dir="auto">
							<b className="pv-h">{said.title}</b>
							<p className="pv-x">{said.text}</p>
						</div>
					</section>
				))}
			</div>
			{document && <GuestDocument document={document} />}
			<p className="hint">{say('guest-until', { when: speak(instant(expiresAt)) })}</p>
		</>
	);
}
