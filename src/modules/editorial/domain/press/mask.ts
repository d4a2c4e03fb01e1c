/** An address as the record may show it: its first sign and where it is, `r…@zeitung.example`. */
export const maskMail = (mail: string): string => {
	const [name = '', host = ''] = mail.split('@');
	return `${[...name][0] ?? ''}…@${host}`;
};

/** The one spelling of an address by which it is known again. */
export const plainMail = (mail: string): string => mail.trim().toLowerCase();
