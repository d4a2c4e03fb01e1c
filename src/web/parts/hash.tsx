import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { Button } from './button.tsx';

type HashProps = Readonly<{ value: string }>;

/** A fingerprint in groups of four, with a button that copies it whole. */
export function Hash({ value }: HashProps) {
	const say = useTranslations('common.act');
	const [copied, setCopied] = useState(false);
	const copy = () => {
		void navigator.clipboard.writeText(value).then(() => setCopied(true));
	};
	return (
		<div className="hashline">
			<code className="hash">{value.match(/.{1,4}/g)?.join(' ')}</code>
			<Button small icon={copied ? 'check' : 'copy'} onPress={copy}>
				{say(copied ? 'copied' : 'copy')}
			</Button>
		</div>
	);
}
