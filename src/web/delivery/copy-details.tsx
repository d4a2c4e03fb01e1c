import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';

import { type DeliveryView, readDeliveryEndpoint } from '#contract/delivery.ts';
import { instant } from '#kernel/time.ts';

import { Answer } from '../parts/answer.tsx';
import { useQueryOf } from '../parts/asking.ts';
import { useSpeakMoment } from '../parts/moment.tsx';

type CopyDetailsProps = Readonly<{ delivery: DeliveryView }>;

/** What was sent, to whom, where to look, what the network said, and what each way out does. */
export function CopyDetails({ delivery }: CopyDetailsProps) {
	const say = useTranslations('delivery.details');
	const speak = useSpeakMoment();
	const query = useQueryOf(readDeliveryEndpoint, { id: delivery.id }, { topics: ['delivery'] });
	const { presence, sentAt } = delivery;
	return (
		<Answer query={query} what={say('what')}>
			{({ sent, account, said, isSafeToRepeat }) => (
				<>
					<dl className="kv">
						<Line term={say('to')}>
							{presence.name} {account.handle}
						</Line>
						{sentAt && <Line term={say('when')}>{speak(instant(sentAt))}</Line>}
						<Line term={say('text')}>
							<span lang={sent.language} className="as-sent">
								{sent.text}
							</span>
						</Line>
						{sent.link && <Line term={say('link')}>{sent.link}</Line>}
						{sent.pictures.length > 0 && (
							<Line term={say('pictures', { count: sent.pictures.length })}>
								<SentPictures id={delivery.id} pictures={sent.pictures} />
							</Line>
						)}
						{said && <Line term={say('said')}>{said}</Line>}
						{account.url && (
							<Line term={say('look')}>
								<a href={account.url} target="_blank" rel="noreferrer">
									{say('open', { name: presence.name })}
								</a>
							</Line>
						)}
					</dl>
					<ul className="plain-list ways">
						<li>{say('way-look')}</li>
						<li>{say('way-confirm')}</li>
						<li>{say(isSafeToRepeat ? 'way-resend-safe' : 'way-resend')}</li>
					</ul>
				</>
			)}
		</Answer>
	);
}

type SentPicturesProps = Readonly<{
	id: string;
	pictures: readonly Readonly<{ alt: string; width: number; height: number }>[];
}>;

/** As they were sent, each beside its description: both are compared with what stands on the network. */
function SentPictures({ id, pictures }: SentPicturesProps) {
	const say = useTranslations('delivery.details');
	return (
		<ul className="sent-pictures">
			{pictures.map(({ alt, width, height }, place) => {
				const address = `/api/deliveries/${id}/pictures/${place}`;
				return (
					<li key={address}>
						<a href={address} target="_blank" rel="noreferrer" aria-label={say('enlarge', { place: place + 1 })}>
							<img src={address} alt="" width={width} height={height} loading="lazy" />
						</a>
						<div>
							{alt === '' ? say('no-alt') : alt}
							<div className="hint">{say('size', { width, height })}</div>
						</div>
					</li>
				);
			})}
		</ul>
	);
}

type LineProps = Readonly<{ term: string; children: ReactNode }>;

function Line({ term, children }: LineProps) {
	return (
		<div className="kv-row">
			<dt>{term}</dt>
			<dd>{children}</dd>
		</div>
	);
}
