import { useFormatter } from 'use-intl';

/** Writes millionths of a dollar as people write dollars, small prices with all their places. */
export const useDollars = (): ((micro: number) => string) => {
	const format = useFormatter();
	return (micro) =>
		format.number(micro / 1_000_000, {
			style: 'currency',
			currency: 'USD',
			currencyDisplay: 'narrowSymbol',
			minimumFractionDigits: 2,
			maximumFractionDigits: 3,
		});
};

/** Reads dollars as they are typed, with a point or a comma, into millionths; null for what is no amount. */
export const microOf = (typed: string): number | null => {
	const found = /^\s*(\d{1,7})(?:[.,](\d{1,6}))?\s*$/.exec(typed);
	if (found === null) return null;
	const [, whole = '0', part = ''] = found;
	return Number(whole) * 1_000_000 + Number(part.padEnd(6, '0'));
};

/** The same for a field: plain digits, the decimal mark of the language. */
export const typedOf = (micro: number, language: string): string => {
	const part = String(micro % 1_000_000)
		.padStart(6, '0')
		.replace(/0{1,4}$/, '');
	return `${Math.floor(micro / 1_000_000)}${language.startsWith('de') ? ',' : '.'}${part}`;
};
