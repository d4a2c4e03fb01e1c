import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';

import { ButtonLink } from '../parts/button.tsx';
import { Empty } from '../parts/empty.tsx';
import { ErrorSheet, failureIn } from '../parts/failures.tsx';
import { PageHead } from '../parts/sheet.tsx';
import { HealthLine } from './health.tsx';
import { usePlaces } from './navigation.ts';
import { PlaceLink } from './side.tsx';

/** The places of the desk as a page, for the phone. */
export function MorePage() {
	const say = useTranslations('shell.more');
	const rest = usePlaces().filter(({ group }) => group !== 'daily');
	return (
		<>
			<PageHead title={say('title')} />
			<nav className="nav sheet pad" aria-label={say('title')}>
				<ul>
					{rest.map((place) => (
						<li key={place.key}>
							<PlaceLink place={place} waiting={{}} />
						</li>
					))}
				</ul>
			</nav>
			<HealthLine />
		</>
	);
}

/** No page has this address. */
export function MissingPage() {
	const say = useTranslations('shell.missing');
	return (
		<>
			<PageHead title={say('title')} />
			<div className="sheet">
				<Empty kind="no-hit" title={say('title')} act={<ButtonLink to="/">{say('home')}</ButtonLink>}>
					{say('text')}
				</Empty>
			</div>
		</>
	);
}

/** A page that broke; the desk around it stays. */
export function BrokenPage({ error, reset }: ErrorComponentProps) {
	const say = useTranslations('shell.broken');
	const router = useRouter();
	const again = () => {
		reset();
		void router.invalidate();
	};
	return (
		<>
			<PageHead title={say('title')} />
			<div className="sheet">
				<ErrorSheet failure={failureIn(error)} onRetry={again} />
			</div>
		</>
	);
}
