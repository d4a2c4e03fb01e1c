import { useTranslations } from 'use-intl';

type CounterProps = Readonly<{ used: number; limit: number }>;

/** How much of a limit is used, as bar and words. Orange from nine tenths on. */
export function Counter({ used, limit }: CounterProps) {
	const say = useTranslations('common.counter');
	const share = limit === 0 ? 1 : Math.min(1, used / limit);
	const left = limit - used;
	return (
		<div className={share >= 0.9 ? 'cnt full' : 'cnt'}>
			<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
				<rect className="f" width={share * 100} height="10" />
			</svg>
			<span className={left < 0 ? 'left over' : undefined}>
				{left < 0 ? say('over', { count: -left }) : say('of', { used, limit })}
			</span>
		</div>
	);
}
