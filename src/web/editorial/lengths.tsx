import { useTranslations } from 'use-intl';

import { measureText } from '#kernel/counting.ts';

import { Counter } from '../parts/counter.tsx';
import type { Checked, Outlet } from './shapes.ts';

type CountProps = Readonly<{
	outlet: Outlet;
	text: string;
	beside: string | null;
	link: string | undefined;
	pictures: number;
}>;

function Count({ outlet, text, beside, link, pictures }: CountProps) {
	const say = useTranslations('editorial.renditions');
	if (outlet.text === null) return <p className="hint">{say('limits-unknown')}</p>;
	const { mostBytes, linkCosts, ...plain } = outlet.text;
	const rule = { ...plain, ...(mostBytes ? { mostBytes } : {}), ...(linkCosts ? { linkCosts } : {}) };
	const { length, most } = measureText(
		outlet.channel === 'newsroom'
			? { text, pictures }
			: { text, pictures, ...(link === undefined ? {} : { link }), ...(beside ? { beside } : {}) },
		rule,
	);
	return outlet.channel === 'newsroom' ? (
		<div className="cnt">{say('characters', { count: length })}</div>
	) : (
		<Counter used={length} limit={most} />
	);
}

/** How long the rendition is, or each of its posts. */
export function Lengths({ parts, ...plain }: CountProps & Readonly<{ parts: Parts | undefined }>) {
	const say = useTranslations('editorial.thread');
	if (parts === undefined) return <Count {...plain} />;
	return (
		<ol className="thread-counts">
			{parts.map(({ length, most }, at) => {
				const label = say('of-part', { number: at + 1 });
				return (
					<li key={label}>
						<span>{label}</span>
						<Counter used={length} limit={most} />
					</li>
				);
			})}
		</ol>
	);
}

type Parts = NonNullable<Checked['renditions'][number]['parts']>;
