import { useTranslations } from 'use-intl';

import { measureText } from '#kernel/counting.ts';

import { Button } from '../parts/button.tsx';
import { Counter } from '../parts/counter.tsx';
import { Icon } from '../parts/icon.tsx';
import { Plate } from '../parts/plate.tsx';
import { MarkedText } from './marked-text.tsx';
import { Preview } from './preview.tsx';
import type { Checked, Outlet, PostView } from './shapes.ts';
import type { Draft } from './use-draft.ts';

type ColumnProps = Readonly<{
	post: PostView;
	outlet: Outlet;
	name: string;
	draft: Draft;
	checked: Checked | undefined;
	theme: 'light' | 'dark';
	place: string;
}>;

/** One rendition: its words, how many they are by that network's count, and how one reads them there. */
export function RenditionColumn({ post, outlet, name, draft, checked, theme, place }: ColumnProps) {
	const say = useTranslations('editorial.renditions');
	const { id, channel, practice } = outlet;
	const field = `rendition:${id}`;
	const own = draft.fields[field];
	const follows = typeof own !== 'string';
	const text = follows ? (checked?.renditions.find(({ presenceId }) => presenceId === id)?.text ?? '') : own;
	const source = follows && channel === 'newsroom' ? 'text' : field;
	const findings = (checked?.findings ?? []).filter((finding) => finding.field === source);
	const pictures = Array.isArray(draft.fields['media']) ? draft.fields['media'].map(String) : [];
	return (
		<div className={`fas ${place}`.trim()}>
			<div className="fas-h">
				<Plate channel={channel} practice={practice} />
				{name}
				<span className="end">
					{channel === 'newsroom' && <Icon name="lock" />}
					{!follows && (
						<>
							<Icon name="pen-line" />
							<span className="sr">{say('own-words')}</span>
							<Button
								small
								kind="quiet"
								icon="refresh-cw"
								label={say('align', { name })}
								onPress={() => draft.set(field, null)}
							/>
						</>
					)}
				</span>
			</div>
			<MarkedText
				small
				label={say('rendition-of', { name })}
				value={text}
				language={String(draft.fields['language'] ?? 'de')}
				findings={findings}
				onChange={(value) => draft.set(field, value)}
			/>
			<Count outlet={outlet} text={text} link={post.link} pictures={pictures.length} />
			<div className="pv-t">{say('preview')}</div>
			<Preview
				outlet={outlet}
				theme={theme}
				text={text}
				title={String(draft.fields['title'] ?? '')}
				topic={typeof draft.fields['topic'] === 'string' ? draft.fields['topic'] : null}
				link={post.link}
				picture={pictures[0]}
			/>
		</div>
	);
}

type CountProps = Readonly<{ outlet: Outlet; text: string; link: string; pictures: number }>;

function Count({ outlet, text, link, pictures }: CountProps) {
	const say = useTranslations('editorial.renditions');
	if (outlet.text === null) return <p className="hint">{say('limits-unknown')}</p>;
	const { mostBytes, linkCosts, ...plain } = outlet.text;
	const rule = { ...plain, ...(mostBytes ? { mostBytes } : {}), ...(linkCosts ? { linkCosts } : {}) };
	const { length, most } = measureText(
		outlet.channel === 'newsroom' ? { text, pictures } : { text, pictures, link },
		rule,
	);
	return outlet.channel === 'newsroom' ? (
		<div className="cnt">{say('characters', { count: length })}</div>
	) : (
		<Counter used={length} limit={most} />
	);
}
