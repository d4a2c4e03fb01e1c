import { CopyLine } from './copy-line.tsx';

type HashProps = Readonly<{ value: string }>;

/** A fingerprint in groups of four. */
export function Hash({ value }: HashProps) {
	return <CopyLine value={value} shown={value.match(/.{1,4}/g)?.join(' ') ?? ''} />;
}
