import { useTranslations } from 'use-intl';

import { ChannelName } from '#contract/channels.ts';
import { shapes } from '#kernel/crop.ts';

import { Select } from '../parts/field.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { CutPicture } from './cut-picture.tsx';
import type { Facts, LibraryItem } from './shapes.ts';

type CropsProps = Readonly<{ item: LibraryItem; facts: Facts; onChange: (crops: Facts['crops']) => void }>;

/** The picture as each kind of channel gets it. */
export function CropsSheet({ item, facts, onChange }: CropsProps) {
	const say = useTranslations('library.crop');
	const channel = useTranslations('common.channel');
	return (
		<Sheet title={say('title')}>
			<p className="hint pad">{say('hint')}</p>
			<ul className="lib-crops">
				{ChannelName.options.map((kind) => {
					const shape = facts.crops[kind] ?? 'whole';
					return (
						<li key={kind}>
							<span className="lib-crop">
								<CutPicture id={item.id} width={item.width} height={item.height} shape={shape} focus={facts.focus} />
							</span>
							<Select
								label={say('shape', { channel: channel(kind) })}
								value={shape}
								onChange={(value) =>
									onChange({ ...facts.crops, [kind]: shapes.find((one) => one === value) ?? 'whole' })
								}
								options={shapes.map((one) => ({ value: one, label: say(nameOfShape[one]) }))}
							/>
						</li>
					);
				})}
			</ul>
		</Sheet>
	);
}

const nameOfShape = {
	whole: 'whole',
	'16:9': 'wide',
	'4:3': 'landscape',
	'1:1': 'square',
	'4:5': 'portrait',
} as const;
