import { type IconName, icons } from './icons.ts';

type IconProps = Readonly<{ name: IconName; size?: 'l' | 'xl' }>;

/** A line drawing beside a word; it says nothing to a screen reader. */
export function Icon({ name, size }: IconProps) {
	const Glyph = icons[name];
	return <Glyph className={size ? `i i-${size}` : 'i'} aria-hidden="true" focusable="false" />;
}
