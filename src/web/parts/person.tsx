import { initials } from './initials.ts';

type AvatarProps = Readonly<{ name: string; tone?: 'warm' | 'citizen'; large?: boolean }>;

/** Initials in a circle. Never a photograph. */
export function Avatar({ name, tone, large }: AvatarProps) {
	const tones = { warm: 'w', citizen: 'g' } as const;
	const className = ['av', tone ? tones[tone] : '', large ? 'l' : ''].filter(Boolean).join(' ');
	return (
		<span className={className} aria-hidden="true">
			{initials(name)}
		</span>
	);
}
