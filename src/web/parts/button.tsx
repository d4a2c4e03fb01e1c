import type { ReactNode, Ref } from 'react';
import { useTranslations } from 'use-intl';

import { DeskLink, type DeskLinkProps } from './desk-link.tsx';
import { Icon } from './icon.tsx';
import type { IconName } from './icons.ts';

interface Look {
	/** At most one `main` per group. `danger` is outlined and asks before it acts. */
	readonly kind?: 'plain' | 'main' | 'quiet' | 'danger';
	readonly small?: boolean;
	readonly icon?: IconName;
	/** For a button that shows only its icon: the word it stands for. */
	readonly label?: string;
}

const classes = { plain: '', main: 'pri', quiet: 'quiet', danger: 'danger' } as const;

const classOf = ({ kind = 'plain', small, icon, label }: Look): string =>
	['btn', classes[kind], small ? 's' : '', icon && label ? 'ico' : ''].filter(Boolean).join(' ');

type ButtonProps = Readonly<
	Look & {
		children?: ReactNode;
		onPress?: () => void;
		submit?: boolean;
		busy?: boolean;
		/** Why it cannot be pressed now. The button stays visible and focusable and says so. */
		blocked?: string | undefined;
		pressed?: boolean;
		shortcut?: string;
		buttonRef?: Ref<HTMLButtonElement>;
	}
>;

/** A verb one can press. */
export function Button({
	children,
	onPress,
	submit,
	busy,
	blocked,
	pressed,
	shortcut,
	buttonRef,
	...look
}: ButtonProps) {
	const say = useTranslations('common');
	const words = typeof children === 'string' && blocked ? say('blocked', { act: children, reason: blocked }) : children;
	const still = Boolean(blocked) || busy === true;
	return (
		<button
			ref={buttonRef}
			type={submit ? 'submit' : 'button'}
			className={classOf(look)}
			aria-label={look.label}
			title={look.label}
			aria-pressed={pressed}
			aria-keyshortcuts={shortcut}
			aria-disabled={still || undefined}
			aria-busy={busy || undefined}
			onClick={(event) => {
				if (still) event.preventDefault();
				else onPress?.();
			}}
		>
			{look.icon && <Icon name={look.icon} {...(look.label ? { size: 'l' } : {})} />}
			{words}
		</button>
	);
}

type ButtonLinkProps = Readonly<Look & Omit<DeskLinkProps, 'className'>>;

/** A link that looks like a button: it leads somewhere, it does nothing. */
export function ButtonLink({ kind, small, icon, label, children, ...link }: ButtonLinkProps) {
	const look: Look = { ...(kind ? { kind } : {}), ...(small ? { small } : {}) };
	return (
		<DeskLink {...link} className={classOf(look)} {...(label ? { label } : {})}>
			{icon && <Icon name={icon} />}
			{children}
		</DeskLink>
	);
}
